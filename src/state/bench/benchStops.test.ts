import { describe, expect, test } from 'vitest';
import { until } from '../testApp';
import { benchApp, openBench } from './testBenchApp';

describe('the bench', () => {
  test('a beginning that the user stops leaves the prediction as it was, and what waited behind it is let go', async () => {
    const app = await openBench();
    app.actions.editBench({ kind: 'miss', blob: 1 });
    app.actions.editBench({ kind: 'miss', blob: 2 });
    app.actions.undoBench();
    await app.settled();
    const { answer } = app.bench();
    app.actions.loadPreset('everything');
    app.actions.editBench({ kind: 'miss', blob: 3 });
    await until(app, ({ bench }) => bench.phase === 'open' && bench.isWaiting);
    app.actions.stopBench();
    await app.settled();
    expect(app.bench()).toMatchObject({ answer: { revision: answer.revision, start: answer.start }, refusal: null });
    app.actions.redoBench();
    await app.settled();
    expect(app.bench().answer).toMatchObject({ lastEdit: { kind: 'miss', blob: 2 }, matching: { missed: 2 } });
    app.scan.die();
    app.actions.undoBench();
    await app.settled();
    expect(app.bench().answer).toMatchObject({ start: { kind: 'perfect' }, matching: { missed: 1 } });
  });

  test('an opening that the user stops leaves no prediction, in a sentence; another one can be opened', async () => {
    const app = await benchApp();
    app.actions.startBench('perfect');
    app.actions.stopBench();
    await app.settled();
    expect(app.store.getState().bench).toMatchObject({
      phase: 'failed',
      message: expect.stringMatching(/^You stopped/),
    });
    app.actions.startBench('missed');
    await app.settled();
    expect(app.bench().answer.matching).toMatchObject({ found: 0, missed: 3 });
  });

  test('touches before another beginning are done in a call of their own, and stay when that is stopped', async () => {
    const app = await openBench();
    const before = app.asks().length;
    app.actions.setBench({ threshold: 0.4 });
    app.actions.editBench({ kind: 'miss', blob: 1 });
    app.actions.loadPreset('everything');
    await until(app, ({ bench }) => bench.phase === 'open' && bench.answer.lastEdit !== null);
    while (app.asks().length < before + 3) await Promise.resolve();
    expect(app.lastMoves()).toEqual(['begin']);
    app.actions.stopBench();
    await app.settled();
    expect(app.bench().answer).toMatchObject({ lastEdit: { kind: 'miss', blob: 1 }, matching: { missed: 1 } });
  });
});
