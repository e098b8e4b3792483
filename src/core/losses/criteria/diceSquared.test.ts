import { expect, test } from 'vitest';
import { diceSquaredCriterion } from './diceSquared';

/** Two voxels inside with p = 0.5 and 1, two outside with p = 0.5 and 0: the sums of p inside, and of the squared errors. */
const inside = { voxels: 2, sums: [1.5, 0.25] };
const outside = { voxels: 2, sums: [0.5, 0.25] };

test('it is 1 - 2 sum(p y) / (sum(p^2) + sum(y^2))', () => {
  expect(diceSquaredCriterion(0).evaluate(inside, outside, 4).value).toBeCloseTo(1 - 3 / (1.25 + 0.25 + 2), 14);
});

test('the smoothing is added above and below the line', () => {
  expect(diceSquaredCriterion(1).evaluate(inside, outside, 4).value).toBeCloseTo(1 - 4 / (3.5 + 1), 14);
});

test('an empty label costs 1 as soon as anything is predicted, without smoothing', () => {
  expect(diceSquaredCriterion(0).evaluate({ voxels: 0, sums: [0, 0] }, outside, 2).value).toBe(1);
});
