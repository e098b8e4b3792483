import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fixed } from './fixed';

test.each([
  [0.8125, 3, '0.813'],
  [0.8124991, 3, '0.813'],
  [0.81249, 3, '0.812'],
  [-0.8125, 3, '-0.813'],
  [-0.0001, 3, '0.000'],
  [1.005, 2, '1.01'],
  [0.5, 0, '1'],
  [1234.5678, 1, '1234.6'],
  [Number.NaN, 3, 'NaN'],
  [Number.POSITIVE_INFINITY, 3, 'Infinity'],
])('%d with %d digits', (value, digits, expected) => {
  expect(fixed(value, digits)).toBe(expected);
});

test('what is written is near, rises with the value, and is the same on both sides of zero', () => {
  const value = fc.double({ min: 0, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(value, value, fc.nat({ max: 4 }), (a, b, digits) => {
      const [low, high] = a < b ? [a, b] : [b, a];
      expect(Math.abs(Number(fixed(low, digits)) - low)).toBeLessThanOrEqual(0.506 / 10 ** digits);
      expect(Number(fixed(low, digits))).toBeLessThanOrEqual(Number(fixed(high, digits)));
      expect(Number(fixed(-low, digits))).toBeCloseTo(-Number(fixed(low, digits)), 9);
    }),
  );
});
