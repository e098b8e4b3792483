import { expect, test } from 'vitest';
import { asymmetricCriterion } from './asymmetric';

test('beta 1.5 on two voxels inside (p = 0.5, 1) and one outside (p = 0.5)', () => {
  const { value } = asymmetricCriterion(1.5, 0).evaluate(
    { voxels: 2, sums: [1.5, 0.25] },
    { voxels: 1, sums: [0.5, 0.25] },
    3,
  );
  expect(value).toBeCloseTo(1 - (3.25 * 1.5) / (2.25 * 2 + 1.25 + 0.25), 14);
});

test('with beta above 1 a missed voxel weighs more than a false one', () => {
  const { evaluate } = asymmetricCriterion(1.5, 0);
  const missed = evaluate({ voxels: 4, sums: [3, 1] }, { voxels: 9, sums: [0, 0] }, 13).value;
  const extra = evaluate({ voxels: 4, sums: [4, 0] }, { voxels: 9, sums: [1, 1] }, 13).value;
  expect(missed).toBeGreaterThan(extra);
});
