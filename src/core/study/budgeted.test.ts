import fc from 'fast-check';
import { expect, test } from 'vitest';
import { budgeted } from './budgeted';

const point = (meanFalsePositives: number, sensitivity: number | null, smallSensitivity: number | null = null) => ({
  ...{ threshold: 0.5, meanFalsePositives, sensitivity, smallSensitivity },
});

test('on the points of the curve, between them, before the first and after the last', () => {
  const froc = [point(8, 0.9), point(4, 0.7), point(2, 0.5)];
  expect([0, 1, 2, 3, 4, 6, 8, 100].map((budget) => budgeted(froc, budget))).toEqual(
    [0, 0.25, 0.5, 0.6, 0.7, 0.8, 0.9, 0.9].map((value) => expect.closeTo(value, 12)),
  );
});

test('a threshold with more false positives and fewer blobs found takes nothing away', () => {
  const froc = [point(2, 0.6), point(4, 0.5), point(6, 0.8)];
  expect([3, 4, 5].map((budget) => budgeted(froc, budget))).toEqual(
    [0.6, 0.6, 0.7].map((one) => expect.closeTo(one, 12)),
  );
});

test('without a false positive the best sensitivity is reached at once; without blobs there is none', () => {
  expect(budgeted([point(0, 0.3), point(0, 0.6), point(3, 0.9)], 0)).toBe(0.6);
  expect(budgeted([point(2, null)], 8)).toBeNull();
  expect(budgeted([], 8)).toBeNull();
  expect(budgeted([point(2, 0.5, 0.25)], 8, 'smallSensitivity')).toBe(0.25);
});

test('a larger budget never finds less, and nothing is found beyond the best point', () => {
  const points = fc.array(
    fc.tuple(fc.double({ min: 0, max: 20, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })),
    {
      minLength: 1,
      maxLength: 8,
    },
  );
  fc.assert(
    fc.property(
      points,
      fc.double({ min: 0, max: 25, noNaN: true }),
      fc.double({ min: 0, max: 5, noNaN: true }),
      (pairs, at, more) => {
        const froc = pairs.map(([x, y]) => point(x, y));
        const [less, most] = [budgeted(froc, at) ?? Number.NaN, budgeted(froc, at + more) ?? Number.NaN];
        expect(most).toBeGreaterThanOrEqual(less - 1e-12);
        expect(most).toBeLessThanOrEqual(Math.max(...pairs.map(([, y]) => y)));
      },
    ),
  );
});
