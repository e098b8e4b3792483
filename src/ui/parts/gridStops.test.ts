import { expect, test } from 'vitest';
import { type FocusGrid, placeAfter } from './gridStops';

/** A corner without anything, and a hole in the last row. */
const grid: FocusGrid = [
  [false, true, true],
  [true, true, true],
  [true, false, true],
];

test.each([
  ['ArrowRight', [1, 0], [1, 1]],
  ['ArrowLeft', [1, 0], [1, 0]],
  ['ArrowUp', [1, 2], [0, 2]],
  ['ArrowUp', [1, 0], [1, 0]],
  ['ArrowDown', [1, 1], [1, 1]],
  ['ArrowRight', [2, 0], [2, 2]],
  ['ArrowDown', [2, 2], [2, 2]],
  ['Home', [0, 2], [0, 1]],
  ['End', [2, 0], [2, 2]],
] as const)('%s leads from %j to %j', (key, [row, column], [toRow, toColumn]) => {
  expect(placeAfter(grid, { row, column }, key)).toEqual({ row: toRow, column: toColumn });
});

test('another key means nothing', () => {
  expect(placeAfter(grid, { row: 1, column: 1 }, 'a')).toBeNull();
});
