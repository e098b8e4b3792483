import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRandom } from '../random';
import { pairedDifference } from './pairedDifference';

test('the mean and the interval of three pairs, by hand', () => {
  // 27 resamples of the differences 0, 1, 2; their sums 0..6 come 1, 3, 6, 7, 6, 3, 1 times.
  const { pairs, mean, interval, tInterval } = pairedDifference([0, 0, 0], [0, 1, 2]) ?? never();
  expect(pairs).toBe(3);
  expect(mean).toBeCloseTo(1, 12);
  // 2.5 % of 27 is 0.675: within the single resample of sum 0.
  expect(interval?.[0]).toBeCloseTo(0, 12);
  expect(interval?.[1]).toBeCloseTo(2, 12);
  // 4.303 standard errors of 1 / sqrt 3 round the mean.
  expect(tInterval?.[0]).toBeCloseTo(1 - 4.3027 / Math.sqrt(3), 3);
  expect(tInterval?.[1]).toBeCloseTo(1 + 4.3027 / Math.sqrt(3), 3);
});

test('one or two pairs have no interval, none has no difference', () => {
  expect(pairedDifference([1, 2], [2, 4])).toEqual({ pairs: 2, mean: 1.5, interval: null, tInterval: null });
  expect(pairedDifference([], [])).toBeNull();
  expect(pairedDifference([null, 1], [1, null])).toBeNull();
});

test('pairs without a value are left out', () => {
  expect(pairedDifference([1, null, 3, 5], [2, 9, 4, 6])).toEqual({
    ...{ pairs: 3, mean: 1, interval: [1, 1], tInterval: [1, 1] },
  });
});

test('turning the pairs round turns the interval round', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(value, value), { minLength: 3, maxLength: 6 }), (pairs) => {
      const [a, b] = [pairs.map(([x]) => x), pairs.map(([, y]) => y)];
      const there = pairedDifference(a, b) ?? never();
      const back = pairedDifference(b, a) ?? never();
      expect(back.mean).toBeCloseTo(-there.mean, 9);
      const [low, high] = there.interval ?? never();
      expect(low).toBeLessThanOrEqual(there.mean + 1e-9);
      expect(high).toBeGreaterThanOrEqual(there.mean - 1e-9);
    }),
  );
});

test('all resamples and drawn ones agree', () => {
  const random = createRandom(3);
  const differences = Array.from({ length: 8 }, () => random.normal());
  const zeros = differences.map(() => 0);
  const all = pairedDifference(zeros, differences) ?? never();
  // Nine and more are drawn; each twice makes the same distribution, with half its variance.
  const twice = pairedDifference([...zeros, ...zeros], [...differences, ...differences]) ?? never();
  expect(twice.mean).toBeCloseTo(all.mean, 9);
  const width = ([low, high]: readonly [number, number]) => high - low;
  const ratio = width(all.interval ?? never()) / width(twice.interval ?? never());
  expect(ratio).toBeGreaterThan(1.25);
  expect(ratio).toBeLessThan(1.6);
});

test('of five normal pairs the bootstrap covers the truth in about 83 % of trials and the t interval in 95 %, as is said of them', () => {
  const random = createRandom(7);
  const trials = 600;
  let covered = 0;
  let coveredByT = 0;
  for (let trial = 0; trial < trials; trial++) {
    const differences = Array.from({ length: 5 }, () => random.normal());
    const { interval, tInterval } = pairedDifference([0, 0, 0, 0, 0], differences) ?? never();
    if (holdsZero(interval)) covered++;
    if (holdsZero(tInterval)) coveredByT++;
  }
  expect(covered / trials).toBeGreaterThan(0.78);
  expect(covered / trials).toBeLessThan(0.88);
  expect(coveredByT / trials).toBeGreaterThan(0.93);
  expect(coveredByT / trials).toBeLessThan(0.97);
});

function holdsZero(interval: readonly [number, number] | null): boolean {
  return interval !== null && interval[0] <= 0 && interval[1] >= 0;
}

const value = fc.double({ min: -10, max: 10, noNaN: true });

function never(): never {
  throw new Error('there is one');
}
