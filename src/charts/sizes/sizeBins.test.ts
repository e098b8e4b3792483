import fc from 'fast-check';
import { expect, test } from 'vitest';
import { binOfBlob, binSizes, countInBins } from './sizeBins';

const blobs = (sizes: readonly number[]) => sizes.map((size, i) => ({ id: i + 1, size }));

test('no blobs, no bins', () => {
  expect(binSizes([])).toEqual([]);
});

test('one blob stands in the middle of eight bins, one of a single voxel at their beginning', () => {
  const bins = binSizes(blobs([1000]));
  expect(bins.map(({ ids }) => ids.length)).toEqual([0, 0, 0, 1, 0, 0, 0, 0]);
  expect(bins[3].from).toBeCloseTo(1000, 6);
  expect(bins[3].share).toBe(1);
  expect(binSizes(blobs([1])).map(({ ids }) => ids.length)).toEqual([1, 0, 0, 0, 0, 0, 0, 0]);
});

test('sizes from 1 to 10,000 make five bins a decade, powers of ten at their lower edges', () => {
  const bins = binSizes(blobs([1, 10, 10_000]));
  expect(bins.length).toBe(21);
  expect(bins.map(({ ids }) => ids).filter((ids) => ids.length > 0)).toEqual([[1], [2], [3]]);
  expect(binOfBlob(bins, 2)).toBe(5);
  expect(binOfBlob(bins, 99)).toBe(-1);
});

test('a bin tells what share of the foreground its blobs hold', () => {
  const bins = binSizes(blobs([1, 1, 98]));
  expect(bins[0].share).toBeCloseTo(0.02, 12);
  expect(bins[binOfBlob(bins, 3)].share).toBeCloseTo(0.98, 12);
});

test('every blob lies in exactly one bin, whose edges hold its size', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 5_000_000 }), { minLength: 1, maxLength: 60 }), (sizes) => {
      const bins = binSizes(blobs(sizes));
      expect(bins.flatMap(({ ids }) => ids).toSorted((a, b) => a - b)).toEqual(sizes.map((_, i) => i + 1));
      for (const { from, to, ids } of bins) {
        for (const id of ids) {
          expect(sizes[id - 1]).toBeGreaterThanOrEqual(from * (1 - 1e-8));
          expect(sizes[id - 1]).toBeLessThan(to * (1 + 1e-8));
        }
      }
      expect(bins.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
      expect(bins.length).toBeLessThanOrEqual(26);
    }),
  );
});

test('sizes counted in shared bins fall where the bins themselves put them', () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 100_000 }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(sizes, (all) => {
      const bins = binSizes(blobs(all));
      expect(countInBins(bins, all)).toEqual(bins.map(({ ids }) => ids.length));
    }),
  );
  expect(countInBins(binSizes(blobs([10, 100])), [1, 10, 1000]).reduce((a, b) => a + b)).toBe(1);
  expect(countInBins([], [1])).toEqual([]);
});

test('more blobs than a call can take arguments are binned', () => {
  const many = Array.from({ length: 300_000 }, (_, i) => ({ id: i + 1, size: 1 + (i % 50) }));
  expect(binSizes(many).reduce((sum, { ids }) => sum + ids.length, 0)).toBe(300_000);
});
