import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatCount, formatTerm, formatTicks, logTicks, niceCeil, niceTicks } from './ticks';

test('an axis from 0 to 1 is cut into quarters, one to 300 into fifties or sixties', () => {
  expect(niceTicks(1, 4)).toEqual([0, 0.25, 0.5, 0.75, 1]);
  expect(niceTicks(300, 6)).toEqual([0, 50, 100, 150, 200, 250, 300]);
});

test('whole ticks never repeat for a small count', () => {
  expect(niceTicks(2, 6, true)).toEqual([0, 1, 2]);
});

test('an empty axis has the tick 0 alone', () => {
  expect(niceTicks(0, 4)).toEqual([0]);
  expect(niceTicks(Number.NaN, 4)).toEqual([0]);
});

test('ticks are even, inside the axis, and not many more than asked', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), fc.integer({ min: 1, max: 12 }), (max, count) => {
      const ticks = niceTicks(max, count);
      expect(ticks.length).toBeLessThanOrEqual(count + 1);
      expect(Math.max(...ticks)).toBeLessThanOrEqual(max * (1 + 1e-6));
      ticks.forEach((tick, i) => {
        expect(Math.abs(tick - i * ticks[Math.min(1, ticks.length - 1)])).toBeLessThanOrEqual(max * 1e-9);
      });
    }),
  );
});

test('the upper end holds the value and is at most twice as large', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-9, max: 1e9, noNaN: true }), (value) => {
      const top = niceCeil(value);
      expect(top * 1.001).toBeGreaterThanOrEqual(value);
      expect(top).toBeLessThanOrEqual(value * 2);
    }),
  );
});

test('rounding noise over 1 does not enlarge the axis, and nothing to show gives 1', () => {
  expect(niceCeil(1.0000003)).toBe(1);
  expect([0, -1, Number.NaN, Number.POSITIVE_INFINITY].map(niceCeil)).toEqual([1, 1, 1, 1]);
});

test('a log axis shows 1, 2 and 5 times the powers of ten, or the powers alone where there is no room', () => {
  expect(logTicks(1, 10_000, 6)).toEqual([1, 10, 100, 1000, 10_000]);
  expect(logTicks(3, 60, 6)).toEqual([5, 10, 20, 50]);
  expect(logTicks(2, 60, 3)).toEqual([2, 5, 10, 20, 50]);
});

test('terms are short words, missing ones a dash', () => {
  expect([0.567, 0.0134, 12.53, 0.0000214, 0, 123.4].map(formatTerm)).toEqual([
    '0.57',
    '0.013',
    '12.5',
    '2.1e-5',
    '0.00',
    '123',
  ]);
  expect([null, undefined, Number.NaN, Number.POSITIVE_INFINITY].map(formatTerm)).toEqual(['–', '–', '–', '–']);
});

test('ticks of one axis have the same decimals, counts have separators', () => {
  expect(formatTicks([0, 0.25, 0.5])).toEqual(['0.00', '0.25', '0.50']);
  expect(formatTicks([0, 5000, 10_000])).toEqual(['0', '5,000', '10,000']);
  expect(formatCount(46_870)).toBe('46,870');
});
