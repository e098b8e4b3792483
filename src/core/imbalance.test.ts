import fc from 'fast-check';
import { expect, test } from 'vitest';
import { measureImbalance, sizeHistogram } from './imbalance';

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

test('powers of ten begin a bin', () => {
  const bins = sizeHistogram(blobsOf(1, 9, 10, 99, 100, 1000), 1);
  expect(bins).toEqual([
    { fromVoxels: 1, toVoxels: 10, blobCount: 2, voxels: 10 },
    { fromVoxels: 10, toVoxels: 100, blobCount: 2, voxels: 109 },
    { fromVoxels: 100, toVoxels: 1000, blobCount: 1, voxels: 100 },
    { fromVoxels: 1000, toVoxels: 10000, blobCount: 1, voxels: 1000 },
  ]);
});

test('empty bins between the smallest and the largest blob are there', () => {
  expect(sizeHistogram(blobsOf(1, 1000), 1).map((bin) => bin.blobCount)).toEqual([1, 0, 0, 1]);
});

test('no blobs, no bins', () => {
  expect(sizeHistogram([])).toEqual([]);
});

test('each blob lies in exactly one bin, and bins follow on one another', () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 2_000_000 }), { minLength: 1 });
  fc.assert(
    fc.property(sizes, fc.integer({ min: 1, max: 8 }), (values, binsPerDecade) => {
      const bins = sizeHistogram(blobsOf(...values), binsPerDecade);
      bins.forEach((bin, k) => {
        const inside = values.filter((value) => value >= bin.fromVoxels && value < bin.toVoxels);
        expect(bin.blobCount).toBe(inside.length);
        expect(bin.voxels).toBe(inside.reduce((a, b) => a + b, 0));
        if (k > 0) expect(bin.fromVoxels).toBe(bins[k - 1].toVoxels);
      });
      expect(bins.reduce((total, bin) => total + bin.blobCount, 0)).toBe(values.length);
    }),
  );
});
