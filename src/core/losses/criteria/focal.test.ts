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

test('a class weight of 0.25 counts the foreground a quarter and the background three quarters, none counts both once', () => {
  const [inside, outside] = [
    { voxels: 1, sums: [8] },
    { voxels: 3, sums: [4] },
  ];
  expect(focalCriterion(2, 0.25).evaluate(inside, outside, 4)).toMatchObject({
    value: (2 + 3) / 4,
    byInside: [1 / 16],
    byOutside: [3 / 16],
  });
  expect(focalCriterion(2, null).evaluate(inside, outside, 4).value).toBe(3);
  expect(
    focalCriterion(2, 0.25)
      .evaluate(inside, outside, 4)
      .shareOf({ voxels: 1, sums: [4] }),
  ).toBe(1 / 4);
});
