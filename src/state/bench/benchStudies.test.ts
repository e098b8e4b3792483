import { describe, expect, test } from 'vitest';
import { slowKey } from '../benchQuestion';
import { currentKey, studyKey } from '../benchStudies';
import type { AppState } from '../model';
import { until } from '../testApp';
import { openBench } from './testBenchApp';

describe('the bench', () => {
  test('metrics that cost distances are asked for when the user rests', async () => {
    const app = await openBench();
    app.actions.setBench({ metrics: ['voxels', 'chosen rule', 'surfaces'] });
    await app.settled();
    expect(app.bench().slow).toBeNull();
    await until(app, ({ bench }) => bench.phase === 'open' && bench.slow !== null);
    expect(app.bench().slow?.metrics.find(({ id }) => id === 'hd95.monai')?.value).toBe(0);
    app.actions.editBench({ kind: 'miss', blob: 1 });
    await app.settled();
    const isMeasured = ({ bench, benchSettings }: AppState) =>
      bench.phase === 'open' && bench.slow?.key === slowKey(benchSettings, bench.answer.revision);
    await until(app, isMeasured);
    app.actions.setBench({ toleranceMm: 3, metrics: ['voxels', 'surfaces', 'makers'] });
    await app.settled();
    expect(isMeasured(app.store.getState())).toBe(false);
    await until(app, isMeasured);
    expect(app.bench().slow?.metrics.some(({ group }) => group === 'makers')).toBe(true);
  });

  test('measuring can be stopped, and is not begun again before something changes or the user wants it', async () => {
    const app = await openBench();
    app.actions.setBench({ metrics: ['voxels', 'surfaces'] });
    const metrics = () => app.store.getState().benchStudies.metrics;
    await until(app, () => metrics().fraction !== null);
    app.actions.stopBenchStudy('metrics');
    expect(metrics().fraction).toBeNull();
    expect(app.bench().slow).toBeNull();
    expect(metrics().stopped).toBe(currentKey('metrics', app.store.getState()));
    const pass = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
    await pass(50);
    const count = app.asks().length;
    await pass(600);
    expect(app.asks()).toHaveLength(count);
    app.actions.measureBench();
    await until(app, ({ bench }) => bench.phase === 'open' && bench.slow !== null);
    expect(app.bench().answer.canUndo).toBe(false);
  });

  test('the user can stop a longer question', async () => {
    const app = await openBench();
    app.actions.studyBench('sweep');
    app.actions.stopBenchStudy('sweep');
    await until(app, ({ benchStudies }) => benchStudies.sweep.fraction === null);
    const { stopped, result, failure } = app.store.getState().benchStudies.sweep;
    expect([stopped, result, failure]).toEqual([studyKey('sweep', app.store.getState()), null, null]);
    app.actions.studyBench('sweep');
    await until(app, ({ benchStudies }) => benchStudies.sweep.result !== null);
    expect(app.store.getState().benchStudies.sweep.stopped).toBeNull();
  });

  test('a longer question is answered once, and again after a touch', async () => {
    const app = await openBench();
    const rules = () => app.store.getState().benchStudies.rules;
    const isStale = () => rules().key !== studyKey('rules', app.store.getState());
    app.actions.studyBench('rules');
    await until(app, () => rules().result !== null);
    expect(isStale()).toBe(false);
    expect(rules().result?.[0]).toMatchObject({ truePositives: 3, falseNegatives: 0 });
    app.actions.studyBench('rules');
    app.actions.editBench({ kind: 'miss', blob: 1 });
    await app.settled();
    expect(isStale()).toBe(true);
    expect(rules().result?.[0].falseNegatives).toBe(0);
    app.scan.die();
    app.actions.studyBench('rules');
    await until(app, () => !isStale());
    expect(rules().result?.[0].falseNegatives).toBe(1);
    expect(app.scan.asked.filter(({ name }) => name === 'benchStudy')).toHaveLength(2);
  });

  test('a touch stops a longer question that is on its way, and nothing fails', async () => {
    const app = await openBench();
    app.actions.studyBench('sweep');
    app.actions.editBench({ kind: 'miss', blob: 1 });
    await app.settled();
    await until(app, ({ benchStudies }) => benchStudies.sweep.fraction === null);
    expect(app.store.getState().benchStudies.sweep).toMatchObject({ result: null, key: null, failure: null });
    expect(app.bench().answer.matching.missed).toBe(1);
  });
});
