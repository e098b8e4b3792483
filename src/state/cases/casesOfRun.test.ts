import { expect, test, vi } from 'vitest';
import { missingSweeps, shownScores } from '../selectValidation';
import { asksOf, namesOf, readyApp, until, untilPhase } from '../testApp';
import { historyOf, validationsOf } from './caseHistories';
import { isCasesDue, runCases } from './selectCases';
import { openedCases, settled, threeCases } from './testCases';

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

test('a lane may leave while its first validation is scored', async () => {
  const app = await threeCases({ steps: 10, predictEvery: 10 });
  app.actions.addLane({ learningRate: 0.1 });
  const { call } = app.scan;
  app.scan.call = async (name, ask, options) => {
    if (name === 'score' && app.store.getState().others.length > 0) app.actions.removeLane('B');
    return call(name, ask, options);
  };
  app.lanes.A.msPerStep = 5;
  app.actions.play();
  // What is thrown by then ends the test run.
  await until(app, ({ lane, prediction }) => lane.phase === 'finished' && prediction !== null);
  expect(app.store.getState().others).toEqual([]);
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
