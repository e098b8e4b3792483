import { expect, test } from 'vitest';
import { studentT95 } from './studentT';

test.each([
  [1, 12.706],
  [2, 4.303],
  [3, 3.182],
  [4, 2.776],
  [5, 2.571],
  [9, 2.262],
  [10, 2.228],
  [19, 2.093],
  [30, 2.042],
  [120, 1.98],
])('%i degrees of freedom: %f, as in any table', (degrees, expected) => {
  expect(studentT95(degrees)).toBeCloseTo(expected, 3);
});
