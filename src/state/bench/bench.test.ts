import { describe, expect, test } from 'vitest';
import { fullPull } from '../../core/bench/pullFields';
import { CancelledError } from '../../core/errors';
import type { BenchAsk } from '../../protocol/benchCalls';
import { CallError } from '../../protocol/connect';
import { failureOf } from '../../protocol/failure';
import type { ScanCalls } from '../../protocol/scanCalls';
import type { SupervisedWorker } from '../../protocol/supervise';
import { createScanSession } from '../../workers/scanSession';
import { file, maskFile, maskValues, scanFile } from '../../workers/testScan';
import { createApp } from '../app';
import { slowKey } from '../benchQuestion';
import { currentKey, studyKey } from '../benchStudies';
import { fakeWires } from '../fakes/fakeWires';
import type { AppState } from '../model';
import { until } from '../testApp';

/** The scan worker's own session behind the wire; `die` forgets all that it was told. */
function realScan() {
  let session = createScanSession();
  let ends = 0;
  const asked: { readonly name: string; readonly ask: unknown }[] = [];
  const wire: SupervisedWorker<ScanCalls> = {
    stop: () => {
      session = createScanSession();
      ends += 1;
    },
    endings: () => ends,
    async call(name, ask, { signal = new AbortController().signal } = {}) {
      asked.push({ name, ask });
      await new Promise((resolve) => setTimeout(resolve, 0));
      if (signal.aborted) throw new CallError(failureOf(new CancelledError()));
      const context = { report: () => {}, signal, transfer: () => {} };
      try {
        return (await session[name](ask as never, context as never)) as never;
      } catch (error) {
        throw new CallError(failureOf(error));
      }
    },
  };
  return { ...wire, die: wire.stop, asked };
}

/** An app whose open case has three blobs: two voxels that touch at a corner, and two single ones. */
async function benchApp() {
  const scan = realScan();
  const app = createApp({ ...fakeWires(), scan });
  app.actions.openFiles([scanFile, maskFile]);
  await until(app, ({ openCase, opening }) => openCase !== null && opening.phase === 'idle');
  app.actions.showMode('bench');
  const bench = () => {
    const { bench: now } = app.store.getState();
    if (now.phase !== 'open') throw new Error(`the bench is ${now.phase}`);
    return now;
  };
  const settled = () =>
    until(app, ({ bench: now }) => now.phase === 'failed' || (now.phase === 'open' && !now.isWaiting));
  const asks = () => scan.asked.filter(({ name }) => name === 'bench').map(({ ask }) => ask as BenchAsk);
  const lastMoves = () =>
    asks()
      .at(-1)
      ?.moves.map(({ kind }) => kind);
  return { ...app, scan, bench, settled, asks, lastMoves };
}

async function openBench() {
  const app = await benchApp();
  app.actions.startBench('perfect');
  await app.settled();
  return app;
}

describe('the bench', () => {
  test('begins with a perfect prediction, which shows itself, and leaves that of a lane alone', async () => {
    const app = await benchApp();
    const lanes = new Float32Array(32).fill(0.25);
    app.vault.probability = lanes;
    app.actions.startBench('perfect');
    expect(app.store.getState().bench.phase).toBe('opening');
    await app.settled();
    expect(app.bench().answer.matching).toMatchObject({ found: 3, missed: 0 });
    expect(app.store.getState().picture.overlay).toBe('outcome');
    expect(app.vault.bench?.outcome).toHaveLength(32);
    expect(app.vault.probability).toBe(lanes);
    expect(app.vault.outcome).toBeNull();
  });

  test('edits, undo, redo, reset', async () => {
    const app = await openBench();
    app.actions.editBench({ kind: 'miss', blob: 1 });
    app.actions.editBench({ kind: 'miss', blob: 2 });
    await app.settled();
    expect(app.bench().answer.matching.missed).toBe(2);
    app.actions.undoBench();
    await app.settled();
    expect(app.bench().answer).toMatchObject({ matching: { missed: 1 }, canUndo: true, canRedo: true });
    app.actions.redoBench();
    app.actions.resetBench();
    await app.settled();
    expect(app.bench().answer).toMatchObject({ matching: { missed: 0 }, lastEdit: null });
  });

  test('a dragged slider never queues: of what comes while one is asked only the newest is', async () => {
    const app = await openBench();
    const before = app.asks().length;
    for (let n = 0; n < 50; n++) {
      app.actions.editBench({ kind: 'probability', blob: 1, probability: 1 - n / 50 }, { gesture: 'drag' });
      if (n % 10 === 0) await new Promise((resolve) => setTimeout(resolve, 0));
    }
    await app.settled();
    expect(app.asks().length - before).toBeLessThan(10);
    expect(app.bench().answer.rows[0].meanProbability).toBeCloseTo(0.02, 6);
    app.actions.undoBench();
    await app.settled();
    expect(app.bench().answer.rows[0].meanProbability).toBeCloseTo(1, 6);
  });

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

  test('settings are asked anew; volumes are made only for the overlay that is shown', async () => {
    const app = await openBench();
    app.actions.editBench({ kind: 'probability', blob: 1, probability: 0.4 });
    for (const threshold of [0.1, 0.2, 0.45]) app.actions.setBench({ threshold });
    app.actions.setBench({ loss: { beta: 3 } });
    await app.settled();
    expect(app.bench().answer.matching.missed).toBe(1);
    expect(app.store.getState().benchSettings.loss).toMatchObject({ alpha: 2, beta: 3 });
    expect(app.vault.bench?.pulls).toBeNull();
    app.actions.setPicture({ overlay: 'heat' });
    await app.settled();
    expect(app.vault.bench?.pulls?.global.values).toHaveLength(32);
    expect(Math.max(...(app.vault.bench?.pulls?.global.values ?? []).map(Math.abs))).toBe(fullPull);
    app.actions.showMode('blobs');
    expect(app.store.getState().picture.overlay).toBe('blobs');
  });

  test('alpha, beta and whose pull is shown only mix what is known: the worker is not asked', async () => {
    const app = await openBench();
    app.actions.editBench({ kind: 'miss', blob: 1 });
    app.actions.setPicture({ overlay: 'heat' });
    await app.settled();
    const [before, pulls] = [app.asks().length, app.vault.bench?.pulls];
    for (const beta of [0, 0.5, 4]) app.actions.setBench({ loss: { beta } });
    app.actions.setBench({ loss: { alpha: 0 }, heat: 'instance' });
    await app.settled();
    expect(app.asks()).toHaveLength(before);
    expect(app.vault.bench?.pulls).toBe(pulls);
    expect(app.store.getState().benchSettings).toMatchObject({ heat: 'instance', loss: { alpha: 0, beta: 4 } });
    app.actions.setBench({ loss: { smooth: 1 } });
    await app.settled();
    expect(app.asks()).toHaveLength(before + 1);
  });

  test('false components are listed while the list is shown, and stepped through; a blob that is selected ends it', async () => {
    const app = await openBench();
    app.actions.editBench({ kind: 'ball', centre: [3, 3, 1], voxels: 1, probability: 1 });
    await app.settled();
    expect(app.bench().answer.falseComponents).toBeNull();
    app.actions.selectBlob(1);
    // Asks for the list, and then goes to the first of it.
    app.actions.stepFalse(1);
    await app.settled();
    await app.settled();
    const { answer } = app.bench();
    expect(answer.falseComponents?.count).toBe(answer.matching.falseComponents);
    expect(answer.component).toMatchObject({ verdict: 'false', number: answer.falseComponents?.listed[0].number });
    expect(app.store.getState()).toMatchObject({ selectedBlob: null, ledger: { shows: 'false' } });
    expect(app.vault.bench?.component).toHaveLength(answer.component?.voxels ?? 0);
    app.actions.selectBlob(2);
    expect(app.store.getState().benchSettings.seenVoxel).toBeNull();
    app.actions.selectComponent(0);
    expect(app.store.getState()).toMatchObject({ selectedBlob: null, benchSettings: { seenVoxel: 0 } });
    await app.settled();
    app.actions.undoBench();
    app.actions.stepFalse(-1);
    await app.settled();
    expect(app.bench().answer.falseComponents).toEqual({ count: 0, listed: [] });
  });

  test('what is refused is said, and nothing is lost', async () => {
    const app = await openBench();
    app.actions.editBench({ kind: 'miss', blob: 1 });
    app.actions.editBench({ kind: 'miss', blob: 99 });
    await app.settled();
    expect(app.bench().refusal).toContain('blob 99');
    expect(app.bench().answer.matching.missed).toBe(1);
    app.actions.openPrediction(
      file(
        'bad.nii',
        'float32',
        maskValues.map((value) => value + 0.5),
      ),
    );
    await app.settled();
    expect(app.bench().refusal).toContain('0 to 1');
    expect(app.bench().answer.lastEdit).toEqual({ kind: 'miss', blob: 1 });
    app.actions.undoBench();
    await app.settled();
    expect(app.bench()).toMatchObject({ refusal: null, answer: { matching: { missed: 0 } } });
  });

  test('without a prediction to go on with a refusal is all there is', async () => {
    const app = await benchApp();
    app.actions.openPrediction(new File(['hello'], 'notes.txt'));
    await app.settled();
    expect(app.store.getState().bench).toMatchObject({ phase: 'failed' });
    app.actions.startBench({ lane: 'A' });
    expect(app.store.getState().notices.at(-1)?.message).toContain('has predicted nothing');
  });

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

  test('another case closes it', async () => {
    const app = await openBench();
    app.actions.readMaskAs({ kind: 'instances' });
    await until(app, ({ openCase }) => openCase?.blobs.length === 2);
    expect(app.store.getState().bench.phase).toBe('closed');
    expect(app.vault.bench).toBeNull();
    app.actions.setBench({ threshold: 0.3 });
    expect(app.store.getState().bench.phase).toBe('closed');
  });

  test('the printed example opens a case of its own', async () => {
    const app = await openBench();
    app.actions.loadPreset('three_of_sixteen');
    await until(app, ({ openCase, bench }) => openCase?.source.kind === 'made' && bench.phase === 'open');
    await app.settled();
    const loss = (id: string) => app.bench().answer.losses.find((one) => one.id === id)?.value;
    expect(loss('global/dice')?.toFixed(3)).toBe('0.061');
    expect(loss('blob/dice')?.toFixed(4)).toBe('0.8125');
    expect(app.bench().answer.start).toEqual({ kind: 'preset', preset: 'three_of_sixteen' });
  });

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

  test('a brush that is taken up shows what it does', async () => {
    const app = await openBench();
    app.actions.setPicture({ overlay: 'none' });
    app.actions.setBrush({ radius: 5 });
    expect(app.store.getState().picture.overlay).toBe('none');
    app.actions.setBrush({ mode: 'paint' });
    expect(app.store.getState()).toMatchObject({
      picture: { overlay: 'outcome' },
      brush: { mode: 'paint', radius: 5 },
    });
    app.actions.setPicture({ overlay: 'probability' });
    app.actions.setBrush({ mode: 'erase' });
    expect(app.store.getState().picture.overlay).toBe('probability');
  });
});
