import { expect, test } from 'vitest';
import { generalisedDiceCriterion } from './generalisedDice';

test('its class weight 1 / 16 counts against the smoothing only', () => {
  const { value } = generalisedDiceCriterion(1).evaluate({ voxels: 4, sums: [3] }, { voxels: 9, sums: [2] }, 13);
  expect(value).toBeCloseTo(1 - (6 / 16 + 1) / (9 / 16 + 1), 14);
});

test('without label it costs exactly 0, without gradient', () => {
  const found = generalisedDiceCriterion(1e-5).evaluate({ voxels: 0, sums: [0] }, { voxels: 9, sums: [2] }, 9);
  expect(found).toMatchObject({ value: 0, byInside: [0], byOutside: [0] });
});
