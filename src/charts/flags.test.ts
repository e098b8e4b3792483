import { expect, test } from 'vitest';
import { placeFlags } from './flags';

const room = { placeX: (step: number) => step, widthOf: (words: string) => 10 * words.length, from: 0, to: 200 };
const flag = (step: number, words = 'β 1→4') => ({ step, words });

test('words stand right of their line, and left of it where the plot ends', () => {
  const [first, last] = placeFlags([flag(20), flag(190)], room);
  expect([first.x, first.left, last.x, last.left]).toEqual([20, 24, 190, 136]);
});

test('words that would touch go into the second row, and are left out where that is full, too', () => {
  const placed = placeFlags([flag(20), flag(30), flag(40), flag(120)], room);
  expect(placed.map(({ row, left }) => (left === null ? 'none' : row))).toEqual([0, 1, 'none', 0]);
  expect(placed.map(({ x }) => x)).toEqual([20, 30, 40, 120]);
});

test('no flag, no mark', () => {
  expect(placeFlags([], room)).toEqual([]);
});
