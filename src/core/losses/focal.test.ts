import { expect, test } from 'vitest';
import { focalCriterion } from './focal';
import { crossEntropy } from './quantities';

test('its quantity is the focal term of its gamma, averaged over all voxels', () => {
  const { quantities, evaluate } = focalCriterion(2);
  const x = Math.log(3);
  expect(quantities[0].at(x, false)).toBeCloseTo((Math.log(4) * 9) / 16, 14);
  expect(evaluate({ voxels: 1, sums: [1] }, { voxels: 3, sums: [1] }, 4).value).toBe(0.5);
});

test('with gamma 0 it is BCE', () => {
  for (const x of [-3, 0, 2]) expect(focalCriterion(0).quantities[0].at(x, true)).toBe(crossEntropy.at(x, true));
});
