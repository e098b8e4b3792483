import { expect, test } from 'vitest';
import { jaccardCriterion } from './jaccard';

test('an overlap of 3, a prediction of 5 and a label of 4 voxels give 1 - 3 / 6', () => {
  expect(jaccardCriterion(0).evaluate({ voxels: 4, sums: [3] }, { voxels: 9, sums: [2] }, 13).value).toBeCloseTo(
    0.5,
    14,
  );
});

test('the smoothing counts by half, as in MONAI: 1 - (6 + 1) / (12 + 1)', () => {
  const { value } = jaccardCriterion(1).evaluate({ voxels: 4, sums: [3] }, { voxels: 9, sums: [2] }, 13);
  expect(value).toBeCloseTo(1 - 7 / 13, 14);
});
