import fc from 'fast-check';
import { expect, test } from 'vitest';
import { measureImbalance } from './imbalance';

const blobsOf = (...sizes: number[]) => sizes.map((voxels) => ({ voxels }));

test('four blobs of 60, 20, 15 and 5 voxels in 1,000', () => {
  const imbalance = measureImbalance(blobsOf(60, 20, 15, 5), 1000);
  expect(imbalance.blobCount).toBe(4);
  expect(imbalance.foregroundVoxels).toBe(100);
  expect(imbalance.foregroundShare).toBeCloseTo(0.1, 12);
  expect(imbalance.largestShare).toBeCloseTo(0.6, 12);
  expect(imbalance.smallerHalfShare).toBeCloseTo(0.2, 12);
  // (-3*5 - 1*15 + 1*20 + 3*60) / (4*100)
  expect(imbalance.gini).toBeCloseTo(0.425, 12);
  expect(imbalance.diceOfLargestAlone).toBeCloseTo(120 / 160, 12);
});

test('of three blobs the smaller half is the smallest one', () => {
  expect(measureImbalance(blobsOf(3, 2, 5), 10).smallerHalfShare).toBeCloseTo(0.2, 12);
});

test('without blobs every number is 0', () => {
  expect(Object.values(measureImbalance([], 1000)).every((value) => value === 0)).toBe(true);
  expect(Object.values(measureImbalance([], 0)).every((value) => value === 0)).toBe(true);
});

test('one blob is the largest, has no smaller half and no inequality', () => {
  expect(measureImbalance(blobsOf(8), 8)).toEqual({
    blobCount: 1,
    foregroundVoxels: 8,
    foregroundShare: 1,
    largestShare: 1,
    smallerHalfShare: 0,
    gini: 0,
    diceOfLargestAlone: 1,
  });
});

test('the Gini coefficient is the mean difference of all pairs over twice the mean', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 40 }), (sizes) => {
      const differences = sizes.flatMap((a) => sizes.map((b) => Math.abs(a - b))).reduce((a, b) => a + b, 0);
      const mean = sizes.reduce((a, b) => a + b, 0) / sizes.length;
      const expected = differences / (2 * sizes.length ** 2 * mean);
      expect(measureImbalance(blobsOf(...sizes), 1e6).gini).toBeCloseTo(expected, 9);
    }),
  );
});
