import { describe, expect, test } from 'vitest';
import { fullPull } from '../../core/bench/pulls/pullFields';
import { file, maskValues } from '../../workers/scan/testScan';
import { until } from '../testApp';
import { benchApp, openBench } from './testBenchApp';

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
    expect(app.bench().refusal).toMatch(/^in bad\.nii: .*0 to 1/i);
    expect(app.bench().answer.lastEdit).toEqual({ kind: 'miss', blob: 1 });
    app.actions.undoBench();
    await app.settled();
    expect(app.bench()).toMatchObject({ refusal: null, answer: { matching: { missed: 0 } } });
  });

  test('what was odd about a prediction file is told once, until another prediction takes its place', async () => {
    const app = await openBench();
    const notices = () => app.store.getState().notices.map(({ message }) => message);
    const labels = maskValues.map((value) => 2 * value);
    for (const name of ['a.nii', 'b.nii']) {
      app.actions.openPrediction(file(name, 'int16', [...labels.slice(0, -2), -1, 1]));
      await app.settled();
      expect(notices()).toEqual([expect.stringMatching(/negative.*several whole values/)]);
    }
    app.actions.editBench({ kind: 'miss', blob: 1 });
    app.actions.openPrediction(new File(['hello'], 'notes.txt'));
    await app.settled();
    expect(notices()).toHaveLength(1);
    app.actions.startBench('perfect');
    await app.settled();
    expect(notices()).toEqual([]);
  });

  test('without a prediction to go on with a refusal is all there is', async () => {
    const app = await benchApp();
    app.actions.openPrediction(new File(['hello'], 'notes.txt'));
    await app.settled();
    expect(app.store.getState().bench).toMatchObject({ phase: 'failed' });
    app.actions.startBench({ lane: 'A' });
    expect(app.store.getState().notices.at(-1)?.message).toContain('has predicted nothing');
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

  test('from the case of the printed example a way leads back to what was open', async () => {
    const app = await openBench();
    const { openCase: before, openFiles } = app.store.getState();
    app.actions.loadPreset('three_of_sixteen');
    await until(app, ({ caseBefore, opening }) => caseBefore !== null && opening.phase === 'idle');
    await app.settled();
    expect(app.store.getState().caseBefore?.name).toBe(before?.name);
    expect(app.store.getState().openFiles).toBeNull();
    app.actions.goBackToCase();
    await until(app, ({ openFiles, opening }) => openFiles !== null && opening.phase === 'idle');
    expect(app.store.getState()).toMatchObject({ openCase: before, openFiles, caseBefore: null });
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
