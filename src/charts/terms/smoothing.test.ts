import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSmoother } from './smoothing';

const smooth = (weight: number, values: readonly (number | null)[]) => values.map(createSmoother(weight));

test('weight 0 gives the values themselves', () => {
  expect(smooth(0, [3, 1, 2])).toEqual([3, 1, 2]);
});

test('two values at weight one half are weighed 1 to 2', () => {
  // m = 0.5·(0.5·3) + 0.5·6 = 3.75, divided by 1 - 0.25 = 5 = (3 + 2·6)/3
  expect(smooth(0.5, [3, 6])).toEqual([3, 5]);
});

test('a gap stays a gap and does not count', () => {
  expect(smooth(0.5, [3, null, 6])).toEqual([3, null, 5]);
});

test('a constant stays constant from the first value on', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 0.99, noNaN: true }), (weight) => {
      for (const value of smooth(weight, new Array(200).fill(0.7))) expect(value).toBeCloseTo(0.7, 10);
    }),
  );
});

test('the smoothed line stays within the values seen so far', () => {
  const values = fc.array(fc.double({ min: 0, max: 10, noNaN: true }), { minLength: 1, maxLength: 50 });
  fc.assert(
    fc.property(fc.double({ min: 0, max: 0.99, noNaN: true }), values, (weight, list) => {
      smooth(weight, list).forEach((value, i) => {
        const seen = list.slice(0, i + 1);
        expect(value).toBeGreaterThanOrEqual(Math.min(...seen) - 1e-9);
        expect(value).toBeLessThanOrEqual(Math.max(...seen) + 1e-9);
      });
    }),
  );
});
