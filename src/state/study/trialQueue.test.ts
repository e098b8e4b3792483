import { expect, test, vi } from 'vitest';
import { defaultLoss, defaultTraining } from '../../core/settings';
import { studyMakeUp } from '../../core/study/makeUp';
import type { Study } from '../../core/study/study';
import type { Trial } from '../../core/study/trial';
import { phantom, type ReadyApp, readyApp, until, untilPhase } from '../testApp';
import { failuresOf, isOver, progressOf, studyResults } from './selectTrials';

const study: Study = {
  tasks: ['ms', 'equal'],
  makeUps: (['ms', 'equal'] as const).map((task) => studyMakeUp(task, 48)),
  losses: [
    { id: 'dice', name: 'Dice', loss: { ...defaultLoss, alpha: 3, beta: 0 } },
    { id: 'blob', name: 'blob', loss: defaultLoss },
  ],
  seeds: [1, 2],
  settings: { ...defaultTraining, steps: 4 },
  ...{ size: 48, trainCases: 1, validateCases: 1 },
};

const batch = ({ store }: ReadyApp) => store.getState().trials.study ?? { jobs: [], isHeld: true };
const phases = (app: ReadyApp) => batch(app).jobs.map(({ state }) => state.phase);
const count = (app: ReadyApp, phase: string) => phases(app).filter((one) => one === phase).length;
const untilOver = (app: ReadyApp) => until(app, ({ trials }) => trials.study !== null && isOver(trials.study));
const trialsOf = (app: ReadyApp) => app.trials.flatMap(({ asked }) => asked.map(({ ask }) => ask as Trial));

test('a study runs all its trials, on both workers, seed by seed; its results are those of the trials', async () => {
  const app = await readyApp();
  for (const worker of app.trials) worker.msPerTrial = 6;
  app.actions.startStudy(study);
  expect(phases(app).slice(0, 3)).toEqual(['running', 'running', 'waiting']);
  await untilOver(app);
  expect(app.trials.map(({ asked }) => asked.length)).toEqual([4, 4]);
  const results = studyResults(app.vault, batch(app));
  expect(results.map(({ task, lossId, seed }) => `${task} ${lossId} ${seed}`)).toEqual([
    ...['ms dice 1', 'ms blob 1', 'equal dice 1', 'equal blob 1'],
    ...['ms dice 2', 'ms blob 2', 'equal dice 2', 'equal blob 2'],
  ]);
  expect(results.map(({ result }) => result.scores.f1)).toEqual([0.51, 0.61, 0.51, 0.61, 0.52, 0.62, 0.52, 0.62]);
  expect(trialsOf(app)[0].train[0]).toMatchObject({ kind: 'phantom', settings: { kind: 'ms', size: 48 } });
});

test('paused, running trials end and no other is taken; stopped, they end at once and begin anew', async () => {
  const app = await readyApp();
  for (const worker of app.trials) worker.msPerTrial = 20;
  app.actions.startStudy(study);
  app.actions.holdTrials('study');
  await vi.waitFor(() => expect(count(app, 'done')).toBe(2));
  expect(count(app, 'waiting')).toBe(6);
  app.actions.goOnWithTrials('study');
  expect(count(app, 'running')).toBe(2);
  app.actions.stopTrials('study');
  await vi.waitFor(() => expect(count(app, 'running')).toBe(0));
  expect([count(app, 'done'), count(app, 'waiting')]).toEqual([2, 6]);
  app.actions.goOnWithTrials('study');
  await untilOver(app);
  expect(count(app, 'done')).toBe(8);
  // The two that were stopped were asked for twice.
  expect(trialsOf(app)).toHaveLength(10);
});

test('a failing trial has its sentence and the others go on; tried again, it can succeed', async () => {
  const app = await readyApp();
  let isBroken = true;
  for (const worker of app.trials)
    worker.failTrial = ({ settings: { seed, loss } }) =>
      isBroken && seed === 2 && loss.beta === 0 ? { kind: 'memory', message: 'no room left' } : null;
  app.actions.startStudy(study);
  await untilOver(app);
  expect([count(app, 'done'), count(app, 'failed')]).toEqual([6, 2]);
  expect(failuresOf(batch(app))).toEqual([{ message: 'No room left.', count: 2 }]);
  isBroken = false;
  app.actions.retryTrials('study');
  await until(app, () => count(app, 'done') === 8);
  expect(studyResults(app.vault, batch(app))).toHaveLength(8);
});

test('three failures in a row hold the batch, with a notice', async () => {
  const app = await readyApp();
  for (const worker of app.trials) worker.failTrial = () => ({ kind: 'fault', message: 'it broke' });
  app.actions.startStudy(study);
  await until(app, ({ trials }) => trials.study?.isHeld === true);
  await vi.waitFor(() => expect(count(app, 'running')).toBe(0));
  expect(count(app, 'waiting')).toBeGreaterThan(2);
  expect(app.store.getState().notices[0].message).toBe('3 trials in a row failed: the others wait until you go on.');
});

test('while the own lanes train no trial is taken, unless the user says so', async () => {
  const app = await readyApp({ steps: 1000 }, { msPerStep: 1 });
  app.actions.play();
  await untilPhase(app, 'training');
  app.actions.startStudy(study);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(count(app, 'waiting')).toBe(8);
  app.actions.letTrialsDisturb(true);
  await vi.waitFor(() => expect(count(app, 'done')).toBeGreaterThan(0));
  app.actions.discardTrials('study');
  app.actions.letTrialsDisturb(false);
  app.actions.startStudy(study);
  expect(count(app, 'waiting')).toBe(8);
  app.actions.pause();
  await untilOver(app);
  expect(count(app, 'done')).toBe(8);
});

test('discarded, a batch leaves no results, even of trials that were running', async () => {
  const app = await readyApp();
  for (const worker of app.trials) worker.msPerTrial = 4;
  app.actions.startStudy(study);
  await until(app, () => count(app, 'done') === 2);
  app.actions.discardTrials('study');
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(app.store.getState().trials.study).toBeNull();
  expect(app.vault.trialResults.size).toBe(0);
});

test('repeats: every lane with its settings and each seed, judged on other cases of the kind', async () => {
  const app = await readyApp();
  app.actions.addLane({ loss: { ...defaultLoss, alpha: 0, beta: 3 } });
  app.actions.repeatLanes({ seeds: 2, steps: 7, judgedOn: 2 });
  await until(app, ({ trials }) => trials.repeat !== null && isOver(trials.repeat));
  const asked = trialsOf(app);
  expect(asked.map(({ settings }) => [settings.loss.beta, settings.seed, settings.steps])).toEqual(
    expect.arrayContaining([
      [1, 1, 7],
      [3, 1, 7],
      [1, 2, 7],
      [3, 2, 7],
    ]),
  );
  expect(asked).toHaveLength(4);
  for (const { train, validate } of asked) {
    expect(train).toEqual([{ kind: 'phantom', settings: phantom }]);
    expect(validate).toEqual([1001, 1002].map((seed) => ({ kind: 'phantom', settings: { ...phantom, seed } })));
  }
});

test('repeats on own files learn from their arrays, and are judged on the same scan', async () => {
  const app = await readyApp();
  app.actions.openFiles([new File([], 'scan.nii'), new File([], 'mask.nii')]);
  await until(app, ({ openCase, opening }) => openCase?.source.kind === 'files' && opening.phase === 'idle');
  app.actions.repeatLanes({ seeds: 1, steps: 3, judgedOn: 4 });
  await until(app, ({ trials }) => trials.repeat !== null && isOver(trials.repeat));
  expect(app.store.getState().trials.repeat?.plan.judgedOn).toBe(0);
  const [{ train, validate }] = trialsOf(app);
  expect(train[0]).toMatchObject({ kind: 'scan', dims: [2, 2, 2], ids: new Int32Array(8) });
  expect(validate).toEqual(train);
});

test('time left: from finished trials, else from what a running one promises, shared by the workers', () => {
  const job = { task: 'ms', arm: 'dice', seed: 1 } as const;
  const waiting = { ...job, id: 3, state: { phase: 'waiting' } } as const;
  const running = { phase: 'running', what: '', fraction: 0.5, startedAtMs: 1000 } as const;
  const jobs = [{ ...job, id: 1, state: running }, { ...job, id: 2, state: { phase: 'waiting' } } as const, waiting];
  expect(progressOf({ jobs }, 1, 5000)).toMatchObject({ running: 1, secondsLeft: 2.5 * 8 });
  const done = { ...job, id: 4, state: { phase: 'done', ms: 2000 } } as const;
  expect(progressOf({ jobs: [done, ...jobs] }, 2, 5000)).toMatchObject({ done: 1, secondsLeft: 2.5 });
  expect(progressOf({ jobs: [waiting] }, 2, 0).secondsLeft).toBeNull();
  // One that was done on another machine says nothing of this one.
  const elsewhere = { ...job, id: 5, state: { phase: 'done', ms: null } } as const;
  expect(progressOf({ jobs: [elsewhere, waiting] }, 2, 0)).toMatchObject({ done: 1, secondsLeft: null });
  expect(progressOf({ jobs: [elsewhere, done, waiting] }, 1, 0).secondsLeft).toBe(2);
});
