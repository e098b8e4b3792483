import { expect, test } from 'vitest';
import { spreadLabels } from './spreadLabels';

test('labels that stand apart stay where their points are', () => {
  expect(spreadLabels([[100, 20], null, [100, 40]], 90)).toEqual([20, null, 40]);
  expect(spreadLabels([], 90)).toEqual([]);
});

test('labels that would run together move apart about their middle, in the order of their points', () => {
  expect(
    spreadLabels(
      [
        [100, 52],
        [100, 50],
      ],
      90,
    ),
  ).toEqual([56, 46]);
  const equal = [[100, 50] as const, [100, 50] as const, [100, 50] as const];
  expect(spreadLabels(equal, 90)).toEqual([40, 50, 60]);
});

test('points of other steps do not matter, and nothing leaves the plot', () => {
  expect(
    spreadLabels(
      [
        [20, 50],
        [100, 51],
      ],
      90,
    ),
  ).toEqual([50, 51]);
  expect(
    spreadLabels(
      [
        [100, 89],
        [100, 90],
      ],
      90,
    ),
  ).toEqual([80, 90]);
});
