import { expect, test } from 'vitest';
import { type MaskSizes, missableInEach, summariseMask, summariseTogether } from '../core/maskSizes';
import type { NumberWords } from './sentences';
import { pullSentence, pullTitle, surveySentences, togetherSentences } from './survey';

const words: NumberWords = {
  share: (share) => `${Math.round(100 * share)} %`,
  ratio: (ratio) => (ratio === null ? 'undefined' : ratio.toFixed(2)),
  count: String,
  many: (count, noun) => `${count} ${noun}${count === 1 ? '' : 's'}`,
};
const mask = (...sizes: number[]): MaskSizes => ({ spacingMm: [1, 1, 1], voxelTotal: 1000, sizes });
const said = (...sizes: number[]) => surveySentences(summariseMask(mask(...sizes)), words).join(' ');

test.each([
  [[], 'There is no blob, so there is nothing to miss.'],
  [[7], 'There is one blob: a prediction that misses it has Dice 0.'],
  [
    [90, 6, 4],
    'The largest blob holds 90 % of the foreground, the smaller half of the blobs 4 %. Dice can still be 0.95 with the 2 smallest of 3 blobs missed.',
  ],
  [
    [50, 45, 5],
    'The largest blob holds 50 % of the foreground, the smaller half of the blobs 5 %. Dice can still be 0.97 with the smallest of 3 blobs missed.',
  ],
  [
    [50, 40],
    'The largest blob holds 56 % of the foreground, the smaller half of the blobs 44 %. Missing only the smallest of 2 blobs already limits Dice to 0.71.',
  ],
  [[5, 5, 5, 5], 'All 4 blobs are equally large. Missing one of 4 blobs already limits Dice to 0.86.'],
])('a mask of blobs of %j voxels', (sizes, sentence) => {
  expect(said(...sizes)).toBe(sentence);
});

test('masks together: over all voxels, and with each mask good by itself', () => {
  const masks = [mask(90, 6, 4), mask(50, 40)];
  const sentences = togetherSentences(summariseTogether(masks), 2, missableInEach(masks), words);
  expect(sentences.slice(1)).toEqual([
    'Over the voxels of the 2 masks together, Dice can still be 0.97 with the 2 smallest of 5 blobs missed.',
    'With Dice 0.90 or more in each mask, 2 of 5 blobs can be missed.',
  ]);
  const equal = [mask(5, 5), mask(5, 5)];
  expect(togetherSentences(summariseTogether(equal), 2, missableInEach(equal), words).slice(1)).toEqual([
    'Over the voxels of the 2 masks together, missing one of 4 blobs already limits Dice to 0.86.',
    'With Dice 0.90 or more in each mask, no blob can be missed.',
  ]);
  expect(togetherSentences(summariseTogether([mask(), mask()]), 2, 0, words)).toEqual([
    'There is no blob, so there is nothing to miss.',
  ]);
});

test('what the losses hear', () => {
  const { pull, imbalance } = summariseMask(mask(90, 6, 4));
  if (!pull) throw new Error('three blobs have a smaller half');
  const sentence = pullSentence(pull, imbalance.gini, words);
  expect(sentence).toContain('its share of the voxels, 4 %, and blob loss on cross-entropy or focal the same');
  expect(sentence).toContain('33 % once the background is clean');
  expect(pullSentence(pull, 0, words)).toContain('Equally large blobs');
  expect(pullTitle(3, 1, words)).toContain('(1 of 3 blobs)');
  expect(pullTitle(30, 4, words)).toContain('median of 4 masks');
});
