import { expect, test } from 'vitest';
import { defaultLoss } from '../settings';
import type { GoldenCheck } from './case';
import { compareCheck, compareNumbers, joinComparisons } from './compare';
import { float32Tolerance, float64Tolerance } from './tolerance';

test('float64 scalars may be off by 1e-10 of their value, and by 1e-14 whatever their value', () => {
  const isWithin = (expected: number, found: number) =>
    compareNumbers([expected], [found], float64Tolerance.scalar).isWithin;
  expect(isWithin(2, 2 * (1 + 0.9e-10))).toBe(true);
  expect(isWithin(2, 2 * (1 + 1.1e-10))).toBe(false);
  expect(isWithin(1e-6, 1e-6 + 0.9e-14)).toBe(true);
  expect(isWithin(1e-6, 1e-6 + 1.1e-14)).toBe(false);
  expect(isWithin(0, 1e-13)).toBe(false);
});

test('float64 gradients may be off by 1e-8 of their value, however small', () => {
  const isWithin = (expected: number, found: number) =>
    compareNumbers([expected], [found], float64Tolerance.gradient).isWithin;
  expect(isWithin(1e-12, 1e-12 * (1 + 0.9e-8))).toBe(true);
  expect(isWithin(1e-12, 1e-12 * (1 + 1.1e-8))).toBe(false);
  expect(isWithin(0, 1e-30)).toBe(false);
});

test('float32 gradients keep both bounds: 1e-7 everywhere, 1e-3 of the value where it exceeds 1e-6', () => {
  const isWithin = (expected: number, found: number) =>
    compareNumbers([expected], [found], float32Tolerance.gradient).isWithin;
  expect(isWithin(1, 1 + 2e-7)).toBe(false);
  expect(isWithin(1e-5, 1.002e-5)).toBe(false);
  expect(isWithin(1e-5, 1.0005e-5)).toBe(true);
  expect(isWithin(1e-6, 1.05e-6)).toBe(true);
});

test('NaN, infinity and a list of another length are never within', () => {
  for (const tolerance of [float64Tolerance, float32Tolerance])
    for (const bound of [tolerance.scalar, tolerance.gradient]) {
      expect(compareNumbers([1], [Number.NaN], bound).isWithin).toBe(false);
      expect(compareNumbers([0], [Number.NaN], bound).isWithin).toBe(false);
      expect(compareNumbers([1], [Number.POSITIVE_INFINITY], bound).isWithin).toBe(false);
      expect(compareNumbers([1, 2], [1], bound).isWithin).toBe(false);
    }
});

test('the largest errors of a list are reported', () => {
  const errors = compareNumbers([1, 100], [1.5, 110], float32Tolerance.scalar);
  expect(errors).toMatchObject({ compared: 2, absolute: 10, relative: 0.5, isWithin: false });
});

const check: GoldenCheck = {
  settings: defaultLoss,
  total: 5,
  global: 2,
  blob: 1,
  blobTerms: [0.5, 1.5],
  gradient: Float64Array.of(1, -1),
};
const right = { terms: { total: 5, global: 2, blob: 1, blobIds: [1, 2], blobTerms: [0.5, 1.5] }, gradient: [1, -1] };

test('a result that is right is within, and every number was looked at', () => {
  const { isWithin, scalars, gradient } = compareCheck(check, right, float64Tolerance);
  expect({ isWithin, scalars: scalars.compared, slopes: gradient.compared }).toEqual({
    isWithin: true,
    scalars: 5,
    slopes: 2,
  });
});

test.each([{ total: 5.1 }, { global: 2.1 }, { blob: 1.1 }, { blobTerms: [0.5, 1.6] }, { blobTerms: [0.5] }])(
  'one wrong term is seen: %o',
  (wrong) => {
    const found = { ...right, terms: { ...right.terms, ...wrong } };
    expect(compareCheck(check, found, float32Tolerance).isWithin).toBe(false);
  },
);

test('one wrong slope is seen, and spoils the whole run', () => {
  const wrong = compareCheck(check, { ...right, gradient: [1, 1] }, float32Tolerance);
  const good = compareCheck(check, right, float32Tolerance);
  expect(wrong.gradient.isWithin).toBe(false);
  expect(joinComparisons([good, wrong]).isWithin).toBe(false);
  expect(joinComparisons([good, good])).toMatchObject({ isWithin: true, scalars: { compared: 10 } });
});

test('what the file does not give is not compared', () => {
  const partial = { ...check, global: null, blob: null, blobTerms: null, gradient: null };
  const { scalars, gradient } = compareCheck(partial, right, float64Tolerance);
  expect([scalars.compared, gradient.compared]).toEqual([1, 0]);
});
