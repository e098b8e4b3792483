import { expect, test } from 'vitest';
import { dragRange, rangeWithin, usableRange } from './contrast';

test('a range without width gets one', () => {
  expect(usableRange([5, 5])).toEqual([5, 6]);
  expect(usableRange([0, 3])).toEqual([0, 3]);
});

test('a drag to the right widens the range about its middle, a drag down raises it', () => {
  expect(dragRange([0, 300], [0, 300], 10, 0)).toEqual([-10, 310]);
  expect(dragRange([0, 300], [0, 300], 0, 10)).toEqual([10, 310]);
});

test('however far the drag, the range keeps a width', () => {
  const [min, max] = dragRange([0, 300], [0, 300], -10_000, 0);
  expect(max - min).toBeGreaterThan(0);
});

test('a range within another is given in parts of it', () => {
  expect(rangeWithin([25, 150], [0, 100])).toEqual([0.25, 1.5]);
});
