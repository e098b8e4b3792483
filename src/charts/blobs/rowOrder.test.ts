import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blobStep } from '../testRuns';
import { type BlobMark, chooseRows, type LastTerms, largestTerm, noteLastTerms, termOf } from './rowOrder';

const mark = (id: number, voxels: number): BlobMark => ({ id, voxels, colour: '#000000' });
const record = (blobIds: number[], blobTerms: number[]) => blobStep(1, blobIds, blobTerms);
const ids = (marks: readonly BlobMark[]) => marks.map(({ id }) => id);
const three = [mark(3, 5), mark(1, 100), mark(2, 5)];

test('the largest come first, equal sizes by id, and no more than fit', () => {
  expect(ids(chooseRows(three, new Map(), 'largest', 9))).toEqual([1, 2, 3]);
  expect(ids(chooseRows(three, new Map(), 'largest', 2))).toEqual([1, 2]);
  expect(chooseRows(three, new Map(), 'largest', -1)).toEqual([]);
});

test('the worst come first, and blobs never seen last', () => {
  const last: LastTerms = new Map();
  noteLastTerms(last, [record([1, 2], [0.9, 0.1]), record([1], [0.05])], 0);
  expect(ids(chooseRows(three, last, 'worst', 9))).toEqual([2, 1, 3]);
});

test('a term that is not a number does not replace the last good one', () => {
  const last: LastTerms = new Map();
  noteLastTerms(last, [record([1], [0.5]), record([1], [Number.NaN])], 0);
  expect(last.get(1)).toBe(0.5);
});

test('a blob outside the patch has no term, one with term 0 has', () => {
  expect(termOf(record([2], [0]), 2)).toBe(0);
  expect(termOf(record([2], [0]), 1)).toBe(null);
  expect(termOf(undefined, 1)).toBe(null);
});

test('the largest term is found among new records and never shrinks', () => {
  const records = [record([1], [3]), record([1, 2], [0.5, Number.POSITIVE_INFINITY]), record([], [])];
  expect(largestTerm(records, 0, 0)).toBe(3);
  expect(largestTerm(records, 1, 0)).toBe(0.5);
  expect(largestTerm(records, 1, 2)).toBe(2);
});

test('any order keeps each blob once', () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 40 });
  fc.assert(
    fc.property(sizes, fc.constantFrom('largest' as const, 'worst' as const), (list, order) => {
      const marks = list.map((voxels, i) => mark(i + 1, voxels));
      const last: LastTerms = new Map(list.map((voxels, i) => [i + 1, (voxels * 7) % 5]));
      expect(ids(chooseRows(marks, last, order, list.length)).toSorted((a, b) => a - b)).toEqual(ids(marks));
    }),
  );
});
