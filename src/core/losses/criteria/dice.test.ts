import { expect, test } from 'vitest';
import { diceCriterion } from './dice';

test('an overlap of 3, a prediction of 5 and a label of 4 voxels give 1 - 6 / 9', () => {
  const { value } = diceCriterion(0).evaluate({ voxels: 4, sums: [3] }, { voxels: 10, sums: [2] }, 14);
  expect(value).toBeCloseTo(1 - 6 / 9, 14);
});

test('the smoothing is added once above and once below: 1 - (6 + 1) / (9 + 1)', () => {
  const { value } = diceCriterion(1).evaluate({ voxels: 4, sums: [3] }, { voxels: 10, sums: [2] }, 14);
  expect(value).toBeCloseTo(1 - 7 / 10, 14);
});

test('an empty label costs 1 - s / (sum p + s), nearly 1 as soon as anything is predicted', () => {
  const { value } = diceCriterion(1e-5).evaluate({ voxels: 0, sums: [0] }, { voxels: 10, sums: [2] }, 14);
  expect(value).toBeCloseTo(1 - 1e-5 / (2 + 1e-5), 14);
});
