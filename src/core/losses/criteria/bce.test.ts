import { expect, test } from 'vitest';
import { bceCriterion } from './bce';

test('a cross-entropy of 3 inside and 1 outside, over 4 + 12 voxels, has the mean 1/4', () => {
  expect(bceCriterion.evaluate({ voxels: 4, sums: [3] }, { voxels: 12, sums: [1] }, 16)).toMatchObject({
    value: 0.25,
    byInside: [1 / 16],
    byOutside: [1 / 16],
  });
});
