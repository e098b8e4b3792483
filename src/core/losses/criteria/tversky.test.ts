import { expect, test } from 'vitest';
import { tverskyCriterion } from './tversky';

const tversky = tverskyCriterion({ falsePositive: 0.3, falseNegative: 0.7, smooth: 0 });

test('TP 3, FP 2, FN 1 gives 1 - 3 / (3 + 0.3 * 2 + 0.7 * 1)', () => {
  expect(tversky.evaluate({ voxels: 4, sums: [3] }, { voxels: 10, sums: [2] }, 14).value).toBeCloseTo(1 - 3 / 4.3, 14);
});

test('the smoothing is added above and below the line', () => {
  const smooth = tverskyCriterion({ falsePositive: 0.3, falseNegative: 0.7, smooth: 1 });
  expect(smooth.evaluate({ voxels: 4, sums: [3] }, { voxels: 10, sums: [2] }, 14).value).toBeCloseTo(1 - 4 / 5.3, 14);
});

test('a missed voxel weighs more than a false one when the weights say so', () => {
  const missed = tversky.evaluate({ voxels: 4, sums: [3] }, { voxels: 10, sums: [0] }, 14).value;
  const extra = tversky.evaluate({ voxels: 4, sums: [4] }, { voxels: 10, sums: [1] }, 14).value;
  expect(missed).toBeGreaterThan(extra);
});

test('nothing to find, nothing predicted and no smoothing is 0 without gradient, not 0/0', () => {
  const empty = tversky.evaluate({ voxels: 0, sums: [0] }, { voxels: 10, sums: [0] }, 14);
  expect(empty).toMatchObject({ value: 0, byInside: [0], byOutside: [0] });
});
