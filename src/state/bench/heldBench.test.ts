import { describe, expect, test } from 'vitest';
import { until } from '../testApp';
import { openBench } from './testBenchApp';

describe('the bench', () => {
  test('a fresh worker is told all that stands, and only that', async () => {
    const app = await openBench();
    app.actions.editBench({ kind: 'miss', blob: 1 });
    app.actions.editBench({ kind: 'miss', blob: 2 });
    app.actions.undoBench();
    for (const probability of [0.9, 0.8]) {
      app.actions.editBench({ kind: 'probability', blob: 3, probability }, { gesture: 'drag' });
      await app.settled();
    }
    app.scan.die();
    app.actions.setBench({ threshold: 0.6 });
    await app.settled();
    expect(app.lastMoves()).toEqual(['begin', 'edit', 'edit']);
    expect(app.bench().answer.matching).toMatchObject({ found: 2, missed: 1 });
    expect(app.bench().answer.rows[2].meanProbability).toBeCloseTo(0.8, 6);
    app.actions.undoBench();
    app.actions.undoBench();
    await app.settled();
    expect(app.bench().answer.matching.missed).toBe(0);
  });

  test('labelling the blobs anew keeps the prediction, and a fresh worker is told it', async () => {
    const app = await openBench();
    app.actions.editBench({ kind: 'miss', blob: 1 });
    await app.settled();
    app.actions.setConnectivity(6);
    await until(app, ({ openCase }) => openCase?.connectivity === 6);
    expect(app.store.getState().bench.phase).toBe('opening');
    await app.settled();
    expect(app.bench().answer).toMatchObject({
      matching: { found: 2, missed: 2 },
      canUndo: false,
      start: { kind: 'perfect' },
    });
    app.scan.die();
    app.actions.editBench({ kind: 'unmiss', blob: 1 });
    await app.settled();
    expect(app.lastMoves()).toEqual(['begin', 'edit']);
    expect(app.bench().answer).toMatchObject({ matching: { found: 3, missed: 1 }, start: { kind: 'perfect' } });
  });
});
