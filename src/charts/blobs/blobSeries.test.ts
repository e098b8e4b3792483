import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blobStep } from '../testRuns';
import { appendBlobSeries, type BlobSeriesById, lowerBound, nearestSample, termAlong } from './blobSeries';

test('each blob gets the steps where it was present, and no others', () => {
  const all: BlobSeriesById = new Map();
  appendBlobSeries(all, [blobStep(1, [1, 2], [0.5, 0.9]), blobStep(2, [2], [Number.NaN]), blobStep(3, [2], [0])], 0);
  expect(all.get(1)).toEqual({ steps: [1], terms: [0.5] });
  expect(all.get(2)).toEqual({ steps: [1, 3], terms: [0.9, 0] });
  expect(all.get(3)).toBe(undefined);
});

test('the line lies between its samples and nowhere else', () => {
  const series = { steps: [2, 4], terms: [1, 0] };
  expect([1, 2, 3, 4, 5].map((step) => termAlong(series, step))).toEqual([null, 1, 0.5, 0, null]);
  expect(termAlong({ steps: [], terms: [] }, 1)).toBe(null);
});

test('the nearest sample is taken, the earlier of two as near', () => {
  const series = { steps: [2, 6], terms: [1, 0] };
  expect([0, 3, 4, 5, 9].map((step) => nearestSample(series, step)?.step)).toEqual([2, 2, 2, 6, 6]);
  expect(nearestSample({ steps: [], terms: [] }, 1)).toBe(null);
});

test('the bound parts an ascending list into below and not below', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 30 })), fc.integer({ min: -1, max: 31 }), (list, value) => {
      const sorted = list.toSorted((a, b) => a - b);
      const bound = lowerBound(sorted, value);
      expect(sorted.slice(0, bound).every((entry) => entry < value)).toBe(true);
      expect(sorted.slice(bound).every((entry) => entry >= value)).toBe(true);
    }),
  );
});
