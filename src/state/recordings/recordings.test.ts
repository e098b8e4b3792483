import { expect, test, vi } from 'vitest';
import { defaultLoss } from '../../core/settings';
import { validationsOf } from '../cases/caseHistories';
import { phantom, type ReadyApp, readyApp, until, untilPhase, upTo } from '../testApp';

const untilAll = (app: ReadyApp, phase: string) =>
  until(app, ({ lane, others }) => [lane, ...others.map((other) => other.lane)].every((each) => each.phase === phase));

/** Two lanes that were trained for 120 steps. */
async function recorded() {
  const app = await readyApp({ steps: 120, predictEvery: 40 });
  app.actions.addLane({ loss: { ...defaultLoss, alpha: 0, beta: 3 } });
  app.actions.play();
  await untilAll(app, 'finished');
  const bytes = await app.actions.packRecording('two lanes');
  if (!bytes) throw new Error('nothing was packed');
  return { app, bytes };
}

test('a recording brings both lanes back on another page, and they go on from their checkpoints', async () => {
  const { bytes } = await recorded();
  const page = await readyApp({ steps: 5 });
  page.actions.addLane({ seed: 9 });
  expect(await page.actions.openRecording(bytes)).toBe(true);
  const { settings, run, others } = page.store.getState();
  expect(settings).toMatchObject({ steps: 120, seed: 1 });
  expect(run).toMatchObject({ step: 120, predictedSteps: [40, 80, 120], recorded: { name: 'two lanes' } });
  expect(others).toMatchObject([{ id: 'B', own: { loss: { alpha: 0, beta: 3 } }, run: { step: 120 } }]);
  expect(page.vault.records.map(({ step }) => step)).toEqual(upTo(120));
  await vi.waitFor(() => expect(page.store.getState().others[0].prediction?.step).toBe(120));
  page.actions.showStep(50);
  await vi.waitFor(() => expect(page.store.getState().prediction?.step).toBe(40));
  page.actions.changeSettings({ steps: 130 });
  page.actions.play();
  await until(page, (state) => state.run.step === 130);
  await untilAll(page, 'finished');
  expect(page.store.getState().run.recorded).toBeNull();
  expect(page.lanes.A.asked.find(({ name }) => name === 'open')?.ask).toMatchObject({ checkpoint: { step: 120 } });
});

test('a run of several built-in cases brings them back with their roles, its validations, and goes on', async () => {
  const app = await readyApp({ steps: 40, predictEvery: 20 });
  app.actions.addPhantoms(2);
  await until(app, ({ cases }) => cases.rows.length === 3 && cases.rows.every(({ state }) => state.phase === 'ready'));
  app.actions.play();
  await untilAll(app, 'finished');
  const bytes = (await app.actions.packRecording('three cases')) ?? new Uint8Array();
  const page = await readyApp({ steps: 5 });
  expect(await page.actions.openRecording(bytes)).toBe(true);
  const { cases, run } = page.store.getState();
  expect(cases.rows.map(({ id, role, state }) => [id, role, state.phase])).toEqual([
    [0, 'train', 'ready'],
    [1, 'validate', 'ready'],
    [2, 'train', 'ready'],
  ]);
  expect(cases.ofRun).toEqual({ train: [0, 2], validate: [1] });
  expect(run).toMatchObject({ step: 40, predictedSteps: [20, 40] });
  expect(validationsOf(page.vault, [1]).map(({ step }) => step)).toEqual([20, 40]);
  page.actions.changeSettings({ steps: 50 });
  page.actions.play();
  await until(page, (state) => state.run.step === 50);
  expect(page.lane.asked.find(({ name }) => name === 'open')?.ask).toMatchObject({
    cases: [{ id: 0 }, { id: 1, role: 'validate' }, { id: 2 }],
  });
});

test('a case from files is named as missing, the run waits for it, and takes it when it is added', async () => {
  const app = await readyApp({ steps: 40 });
  app.actions.addCaseFiles([new File([], 'b_scan.nii'), new File([], 'b_mask.nii')]);
  await until(app, ({ cases }) => cases.rows[1]?.state.phase === 'ready');
  app.actions.play();
  await untilAll(app, 'finished');
  const bytes = (await app.actions.packRecording('own scan')) ?? new Uint8Array();
  const page = await readyApp();
  expect(await page.actions.openRecording(bytes)).toBe(true);
  expect(page.store.getState().cases.rows[1].state).toMatchObject({
    phase: 'failed',
    message: expect.stringContaining('a recording holds no scan'),
  });
  page.actions.changeSettings({ steps: 50 });
  page.actions.play();
  await until(page, ({ lane }) => lane.phase === 'failed');
  expect(page.store.getState().lane).toMatchObject({ message: expect.stringContaining('is not open, and the run') });
  page.actions.addCaseFiles([new File([], 'b_scan.nii'), new File([], 'b_mask.nii')]);
  await until(page, ({ cases }) => cases.rows[1].state.phase === 'ready' && cases.rows.length === 2);
  page.actions.play();
  await until(page, (state) => state.run.step === 50);
});

test('the built-in case is made again where the open one has other intensities, even if its blobs are the same', async () => {
  const { bytes } = await recorded();
  const page = await readyApp({ steps: 5 });
  page.actions.openPhantom({ ...phantom, noise: 2 });
  await until(page, ({ caseRevision }) => caseRevision === 2);
  expect(await page.actions.openRecording(bytes)).toBe(true);
  expect(page.store.getState().openCase?.source).toEqual({ kind: 'phantom', settings: phantom });
});

test('the backend of a run is told also when its lane is gone', async () => {
  const app = await readyApp({ steps: 60 });
  app.lane.failAt = [{ step: 55, failure: { kind: 'memory', message: 'full' } }];
  app.actions.play();
  await untilPhase(app, 'failed');
  const bytes = await app.actions.packRecording('failed');
  const { header } = JSON.parse(new TextDecoder().decode(bytes ?? new Uint8Array()));
  expect(header.lanes[0].backend).toBe('webgpu');
});

test('long file names are cut, so that the recording can be read back', async () => {
  const app = await readyApp({ steps: 5 });
  app.store.setState(({ openCase }) => ({ openCase: openCase && { ...openCase, name: 'x'.repeat(500) } }));
  app.actions.play();
  await untilPhase(app, 'finished');
  const bytes = await app.actions.packRecording('y'.repeat(500));
  expect(await app.actions.openRecording(bytes ?? new Uint8Array())).toBe(true);
});

test('nothing trained, nothing recorded', async () => {
  const app = await readyApp();
  expect(await app.actions.packRecording('nothing')).toBeNull();
});

test.each([
  ['another format', (header: Header) => ({ ...header, format: 'x' }), /does not say that it is a recording/],
  ['a newer version', (header: Header) => ({ ...header, version: 99 }), /newer page/],
  ['a wrong type', (header: Header) => ({ ...header, name: 7 }), /name is not right/],
  ['huge counts', (header: Header) => ({ ...header, lanes: [{ ...header.lanes[0], stepCount: 1e12 }] }), /stepCount/],
  ['a huge grid', (header: Header) => ({ ...header, case: { ...header.case, dims: [2048, 2048, 2048] } }), /voxels/],
  [
    'another case',
    (header: Header) => ({ ...header, case: { ...header.case, phantom: null, blobVoxels: [1, 2] } }),
    /open it/,
  ],
  ['lanes twice', (header: Header) => ({ ...header, lanes: [header.lanes[0], header.lanes[0]] }), /lanes A, A/],
])('%s is refused with a sentence, and nothing changes', async (_, spoil, sentence) => {
  const { bytes } = await recorded();
  const file = JSON.parse(new TextDecoder().decode(bytes));
  const spoilt = new TextEncoder().encode(JSON.stringify({ ...file, header: spoil(file.header) }));
  const page = await readyApp({ steps: 7 });
  const before = page.store.getState();
  expect(await page.actions.openRecording(spoilt)).toBe(false);
  const after = page.store.getState();
  expect(after.notices.map(({ message }) => message).join()).toMatch(sentence);
  expect({ ...after, notices: [] }).toEqual({ ...before, notices: [] });
});

test('a prototype in the header changes no object', async () => {
  const { bytes } = await recorded();
  const text = new TextDecoder().decode(bytes).replace('"header":{', '"header":{"__proto__":{"polluted":1},');
  const page = await readyApp();
  await page.actions.openRecording(new TextEncoder().encode(text));
  expect(({} as { polluted?: number }).polluted).toBeUndefined();
});

interface Header {
  readonly lanes: readonly object[];
  readonly case: object;
}
