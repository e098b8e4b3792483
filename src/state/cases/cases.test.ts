import { expect, test, vi } from 'vitest';
import type { LaneCalls } from '../../protocol/laneCalls';
import { missingSweeps, shownScores } from '../selectValidation';
import { asksOf, namesOf, phantom, type ReadyApp, readyApp, until, untilPhase } from '../testApp';
import { historyOf, validationsOf } from './caseHistories';
import { mostCases } from './casesModel';
import { isCasesDue, runCases } from './selectCases';

const settled = (app: ReadyApp) => until(app, ({ cases }) => cases.rows.every(({ state }) => state.phase === 'ready'));
const rowsOf = ({ store }: ReadyApp) => store.getState().cases.rows.map(({ id, name, role }) => [id, name, role]);
const openedCases = (app: ReadyApp, lane = app.lane) =>
  (asksOf({ ...app, lane }, 'open') as LaneCalls['open']['ask'][]).map(({ cases }) =>
    cases.map(({ id, role }) => `${id} ${role}`),
  );

/** Case 0 and 2 to learn from, case 1 to be validated on. */
async function threeCases(...args: Parameters<typeof readyApp>) {
  const app = await readyApp(...args);
  app.actions.addPhantoms(2);
  await settled(app);
  return app;
}

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

test('lanes are given all cases with their roles, and the same again after a restart', async () => {
  const app = await threeCases({ steps: 60 });
  app.actions.addLane({ learningRate: 0.1 });
  app.lane.failAt = [{ step: 55, failure: { kind: 'fault', message: 'it broke' } }];
  app.actions.play();
  await until(app, ({ lane, others }) => lane.phase === 'finished' && others[0].lane.phase === 'finished');
  const all = ['0 train', '1 validate', '2 train'];
  expect(openedCases(app)).toEqual([all, all]);
  expect(openedCases(app, app.lanes.B)).toEqual([all]);
});

test('validation cases are predicted every so many steps in every lane, and the shown one with them', async () => {
  const app = await threeCases({ steps: 25, predictEvery: 10 });
  app.actions.addLane({ learningRate: 0.1 });
  app.actions.play();
  await until(app, ({ lane, others }) => lane.phase === 'finished' && others[0].lane.phase === 'finished');
  expect(namesOf(app)).not.toContain('predict');
  for (const lane of [app.lane, app.lanes.B])
    expect(asksOf({ ...app, lane }, 'validate')).toMatchObject(
      [10, 20, 25].map(() => ({ caseIds: [1, 0], wholeOf: 0 })),
    );
  expect(validationsOf(app.vault, [1]).map(({ step }) => step)).toEqual([10, 20, 25]);
  const { run, prediction } = app.store.getState();
  expect(run.predictedSteps).toEqual([10, 20, 25]);
  expect(prediction).toMatchObject({ step: 25 });
  expect(shownScores({ shownStep: 12 }, app.vault, 'B', 1)).toMatchObject({ step: 10, scores: { dice: 0.1, f1: 0 } });
  // A validation takes no part in the time of a step.
  expect(run.stepsPerSecond).toBe(100);
});

test('with one case everything is asked as it always was', async () => {
  const app = await readyApp({ steps: 20, predictEvery: 10 });
  app.actions.play();
  await untilPhase(app, 'finished');
  expect(openedCases(app)).toEqual([['0 train']]);
  expect(namesOf(app).filter((name) => name === 'predict')).toHaveLength(2);
  expect(namesOf(app)).not.toContain('validate');
  expect(historyOf(app.vault, 0)).toBe(app.vault.history);
});

test('a role that is changed during a run waits for the next one; before a run it acts at once', async () => {
  const app = await threeCases({ steps: 20 });
  app.actions.predict();
  await untilPhase(app, 'ready');
  app.actions.setCaseRole(2, 'validate');
  expect(app.store.getState().cases.ofRun).toBeNull();
  app.actions.play();
  await untilPhase(app, 'finished');
  expect(app.store.getState().cases.ofRun).toEqual({ train: [0], validate: [1, 2] });
  app.actions.setCaseRole(1, 'off');
  expect(isCasesDue(app.store.getState())).toBe(true);
  expect(runCases(app.store.getState()).validate).toEqual([1, 2]);
  app.actions.resetRun();
  expect(isCasesDue(app.store.getState())).toBe(false);
  expect(runCases(app.store.getState()).validate).toEqual([2]);
});

test('without a case to train on, a run is refused with a sentence', async () => {
  const app = await threeCases();
  for (const id of [0, 2]) app.actions.setCaseRole(id, 'off');
  app.actions.play();
  await untilPhase(app, 'failed');
  expect(app.store.getState().lane).toMatchObject({ message: expect.stringContaining('No case of the list') });
  app.actions.setCaseRole(0, 'train');
  app.actions.play();
  await untilPhase(app, 'finished');
});

test('a case that is still being opened is not left out without a word', async () => {
  const app = await readyApp({ steps: 10 });
  app.actions.addPhantoms(1);
  app.actions.play();
  await untilPhase(app, 'failed');
  expect(app.store.getState().lane).toMatchObject({ message: expect.stringContaining('is still being opened') });
  await settled(app);
  app.actions.play();
  await untilPhase(app, 'finished');
  expect(openedCases(app)).toEqual([['0 train', '1 validate']]);
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

test('a case that is shown while its lane predicts is predicted next, and nothing is lost', async () => {
  const app = await threeCases({ steps: 30, predictEvery: 10 });
  app.lane.onStep = (step) => step === 15 && app.actions.showCase(2);
  app.actions.play();
  await untilPhase(app, 'finished');
  await until(app, ({ cases, prediction }) => cases.shown === 2 && prediction?.step === 30);
  expect(historyOf(app.vault, 0).all.map(({ step }) => step)).toEqual([10]);
  expect(validationsOf(app.vault, [1]).map(({ step }) => step)).toEqual([10, 20, 30]);
});

test('a cancelled or failed validation changes nothing that is shown; the lane goes on', async () => {
  const app = await threeCases({ steps: 30, predictEvery: 10 });
  app.lane.failPredict = [
    { kind: 'cancelled', message: 'cancelled' },
    { kind: 'fault', message: 'it broke' },
  ];
  app.actions.play();
  await untilPhase(app, 'finished');
  // The cancelled one at step 10 is left out; the lane that died at 20 began anew, and was asked again where it stood.
  expect(validationsOf(app.vault, [1]).map(({ step }) => step)).toEqual([0, 10, 20, 30]);
  expect(asksOf(app, 'validate')).toHaveLength(6);
});

test('another threshold reads the newest validation anew; a sweep is kept with its step', async () => {
  const app = await threeCases({ steps: 20, predictEvery: 10 });
  app.actions.play();
  await untilPhase(app, 'finished');
  expect(missingSweeps(app.store.getState(), app.vault)).toEqual(['A']);
  app.actions.setThreshold(0.3);
  await vi.waitFor(() => expect(historyOf(app.vault, 1).all.at(-1)?.scores.threshold).toBe(0.3));
  expect(historyOf(app.vault, 1).all[0].scores.threshold).toBe(0.5);
  app.actions.sweepLanes();
  await vi.waitFor(() => expect(app.vault.sweep).toMatchObject({ step: 20, of: { best: { threshold: 0.3 } } }));
  expect(missingSweeps(app.store.getState(), app.vault)).toEqual([]);
  expect(app.store.getState().lane.phase).toBe('finished');
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
