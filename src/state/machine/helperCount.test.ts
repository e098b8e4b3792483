import { expect, test } from 'vitest';
import { defaultLoss, defaultTraining } from '../../core/settings';
import { studyMakeUp } from '../../core/study/makeUp';
import { asksOf, readyApp, until } from '../testApp';
import { helperCount, helpersNow } from './helperCount';

test('cores that no lane works on help with predictions, evenly, and at most three to a lane', () => {
  const counts = (lanes: number) => [1, 2, 4, 6, 8, 16].map((cores) => helperCount(cores, lanes));
  expect(counts(1)).toEqual([0, 1, 3, 3, 3, 3]);
  expect(counts(2)).toEqual([0, 0, 1, 2, 3, 3]);
  expect(counts(4)).toEqual([0, 0, 0, 0, 1, 3]);
});

test('lanes are told how many helpers they may take when they predict: fewer, the more lanes there are', async () => {
  const alone = await readyApp({ steps: 20, predictEvery: 10 }, {}, [], undefined, undefined, 4);
  alone.actions.play();
  await until(alone, ({ lane }) => lane.phase === 'finished');
  expect(asksOf(alone, 'predict')).toEqual([{ helpers: 3 }, { helpers: 3 }]);
  const two = await readyApp({ steps: 20, predictEvery: 10 }, {}, [], undefined, undefined, 4);
  two.actions.addLane({ learningRate: 0.1 });
  two.actions.play();
  await until(two, ({ lane, others }) => lane.phase === 'finished' && others[0].lane.phase === 'finished');
  expect(asksOf(two, 'predict')).toEqual([{ helpers: 1 }, { helpers: 1 }]);
});

test('trials that run keep their cores', async () => {
  const app = await readyApp({}, {}, [], undefined, undefined, 4);
  expect(helpersNow(app)).toEqual({ helpers: 3 });
  for (const worker of app.trials) worker.msPerTrial = 20;
  app.actions.startStudy({
    ...{ tasks: ['ms'], makeUps: [studyMakeUp('ms', 48)], seeds: [1, 2], size: 48, trainCases: 1, validateCases: 1 },
    losses: [{ id: 'blob', name: 'blob', loss: defaultLoss }],
    settings: { ...defaultTraining, steps: 4 },
  });
  expect(helpersNow(app)).toEqual({ helpers: 1 });
  await until(app, ({ trials }) => trials.study?.jobs.every(({ state }) => state.phase === 'done') ?? false);
  expect(helpersNow(app)).toEqual({ helpers: 3 });
});
