import { expect, test } from 'vitest';
import { phantom, readyApp, until, untilPhase } from '../testApp';
import { mostCases } from './casesModel';
import { runCases } from './selectCases';
import { rowsOf, settled, threeCases } from './testCases';

test('built-in cases are added with the next free seeds; the first of them validates', async () => {
  const app = await threeCases();
  expect(rowsOf(app)).toEqual([
    [0, 'phantom, seed 1', 'train'],
    [1, 'phantom, seed 2', 'validate'],
    [2, 'phantom, seed 3', 'train'],
  ]);
  app.actions.removeCase(1);
  await until(app, ({ cases }) => cases.rows.length === 2);
  app.actions.addPhantoms(1);
  await settled(app);
  expect(rowsOf(app).at(-1)).toEqual([3, 'phantom, seed 2', 'validate']);
  expect(app.scan.asked.filter(({ name }) => name === 'guest')).toHaveLength(3);
});

test('another case is shown with what was predicted of it, and the run stands', async () => {
  const app = await threeCases({ steps: 20, predictEvery: 10 });
  app.actions.play();
  await untilPhase(app, 'finished');
  const first = app.vault.caseArrays;
  app.actions.showCase(1);
  await until(app, ({ cases, prediction }) => cases.shown === 1 && prediction?.step === 20);
  expect(app.vault.records).toHaveLength(20);
  expect(app.vault.caseArrays).toBe(app.vault.cases.get(1));
  expect(app.store.getState().openCase?.source).toMatchObject({ settings: { seed: 2 } });
  app.actions.showStep(10);
  await until(app, ({ prediction }) => prediction?.step === 10);
  app.actions.showBlobOf(0, 1);
  await until(app, ({ cases, selectedBlob }) => cases.shown === 0 && selectedBlob === 1);
  await until(app, ({ prediction }) => prediction?.step === 10);
  expect(app.vault.caseArrays).toBe(first);
  // One that the run does not learn from is shown without a prediction.
  app.actions.removeCase(1);
  app.actions.showCase(2);
  await until(app, ({ cases }) => cases.shown === 2);
  expect(app.store.getState().prediction).toBeNull();
});

test('files come as pairs by their names; what fails says so in its row', async () => {
  const app = await readyApp();
  app.actions.addCaseFiles([new File([], 'a_scan.nii'), new File([], 'a_mask.nii')]);
  await settled(app);
  expect(app.store.getState().cases.rows).toHaveLength(2);
  app.actions.addCaseFiles([new File([], 'bad.nii')]);
  await until(app, ({ cases }) => cases.rows.at(-1)?.state.phase === 'failed');
  expect(app.store.getState().cases.rows.at(-1)?.state).toMatchObject({ message: 'bad.nii: not a volume.' });
  app.actions.addCaseFiles([new File([], 'lone_mask.nii')]);
  await until(app, ({ cases }) => cases.rows.length === 4 && cases.rows[3].state.phase === 'failed');
  expect(app.store.getState().cases.rows[3].state).toMatchObject({
    message: expect.stringContaining('needs a scan and its mask'),
  });
  app.scan.failNext = { kind: 'fault', message: 'the worker broke' };
  app.actions.addPhantoms(1);
  await until(app, ({ cases }) => cases.rows.length === 5 && cases.rows[4].state.phase === 'failed');
  // Rows that failed are in no run.
  expect(runCases(app.store.getState())).toEqual({ train: [0], validate: [1] });
});

test('the list has an end, and so have its voxels', async () => {
  const app = await readyApp();
  app.actions.addPhantoms(mostCases);
  expect(app.store.getState().cases.problem).toBe('The list holds at most 12 cases. Remove one first.');
  app.actions.openPhantom({ ...phantom, size: 500 });
  await until(app, ({ caseRevision }) => caseRevision === 2);
  app.actions.addPhantoms(1);
  expect(app.store.getState().cases.problem).toContain('at most 67 million fit');
  expect(app.store.getState().cases.rows).toHaveLength(1);
});

test('another case that is opened begins another list; other neighbours are for all of it', async () => {
  const app = await threeCases({ steps: 20 });
  app.actions.play();
  await untilPhase(app, 'finished');
  app.actions.setConnectivity(6);
  await until(app, ({ openCase }) => openCase?.connectivity === 6);
  await settled(app);
  expect(app.vault.records).toEqual([]);
  const facts = app.store.getState().cases.rows.map(({ state }) => state.phase === 'ready' && state.facts.connectivity);
  expect(facts).toEqual([6, 6, 6]);
  app.actions.openPhantom({ ...phantom, seed: 9 });
  await until(app, ({ cases }) => cases.rows.length === 1);
  expect(rowsOf(app)).toEqual([[0, 'phantom, seed 9', 'train']]);
});

test('cases of an address come into the list behind the first', async () => {
  const app = await readyApp();
  app.actions.openPhantom({ ...phantom, seed: 4 }, [
    { seed: 5, role: 'train' },
    { seed: 6, role: 'validate' },
  ]);
  await until(app, ({ cases }) => cases.rows.length === 3);
  await settled(app);
  expect(rowsOf(app).map(([, name, role]) => `${name} ${role}`)).toEqual([
    'phantom, seed 4 train',
    'MS lesions, seed 5 train'.replace('MS lesions', 'phantom'),
    'phantom, seed 6 validate',
  ]);
});
