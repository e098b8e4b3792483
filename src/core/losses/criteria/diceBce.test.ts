import { expect, test } from 'vitest';
import { diceBceCriterion } from './diceBce';

test('it is the sum of Dice on the first sum and BCE on the second, and so are its derivatives', () => {
  const { value, byInside, byOutside } = diceBceCriterion(0).evaluate(
    { voxels: 4, sums: [3, 6] },
    { voxels: 12, sums: [2, 2] },
    16,
  );
  expect(value).toBeCloseTo(1 - 6 / 9 + 8 / 16, 14);
  expect(byInside[0]).toBeCloseTo(-(2 * 9 - 6) / 81, 14);
  expect(byOutside[0]).toBeCloseTo(6 / 81, 14);
  expect([byInside[1], byOutside[1]]).toEqual([1 / 16, 1 / 16]);
});
