import { expect, test } from 'vitest';
import { helperCount } from './helperCount';
import { asksOf, readyApp, until } from './testApp';

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
