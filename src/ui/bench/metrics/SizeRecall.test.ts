import { expect, test } from 'vitest';
import { rangeWords, recallOf } from './SizeRecall';

test('blobs are counted by size; what the rule leaves out is not', () => {
  const rows = [
    { id: 1, match: 'found', volumeMm3: 50 },
    { id: 2, match: 'missed', volumeMm3: 40 },
    { id: 3, match: 'leftOut', volumeMm3: 2 },
    { id: 4, match: 'missed', volumeMm3: 1 },
  ] as const;
  expect(recallOf(rows).map(({ from, blobs, found }) => [from, blobs, found])).toEqual([
    [0, 1, 0],
    [30, 2, 1],
  ]);
});

test('ranges in words', () => {
  expect([rangeWords(0, 3), rangeWords(3, 10), rangeWords(10_000, Number.POSITIVE_INFINITY)]).toEqual([
    'under 3',
    '3 to 10',
    'from 10,000',
  ]);
});
