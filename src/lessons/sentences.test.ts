import { expect, test } from 'vitest';
import type { Imbalance } from '../core/case';
import type { Scores } from '../core/terms';
import { imbalanceSentence, type NumberWords, scoreSentence } from './sentences';

const words: NumberWords = {
  share: (share) => `${Math.round(100 * share)} %`,
  ratio: (ratio) => (ratio === null ? 'undefined' : ratio.toFixed(2)),
  count: String,
  many: (count, noun) => `${count} ${noun}${count === 1 ? '' : 's'}`,
};

function imbalance(change: Partial<Imbalance>): Imbalance {
  return {
    blobCount: 3,
    foregroundVoxels: 100,
    foregroundShare: 0.1,
    largestShare: 0.9,
    smallerHalfShare: 0.02,
    gini: 0.5,
    diceOfLargestAlone: 180 / 190,
    ...change,
  };
}

test('no blob: there is nothing to find', () => {
  expect(imbalanceSentence(imbalance({ blobCount: 0 }), words)).toContain('nothing to find');
});

test('one blob: both terms are equal', () => {
  expect(imbalanceSentence(imbalance({ blobCount: 1 }), words)).toContain('equals the global term');
});

test('two blobs: the other one is named in the singular', () => {
  expect(imbalanceSentence(imbalance({ blobCount: 2 }), words)).toBe(
    'The largest blob holds 90 % of the foreground. A prediction that finds only the largest blob and misses the other blob can still reach Dice 0.95.',
  );
});

test('equal sizes: no blob is called the largest share', () => {
  const sentence = imbalanceSentence(imbalance({ gini: 0, largestShare: 1 / 3, diceOfLargestAlone: 0.5 }), words);
  expect(sentence).toContain('All 3 blobs are equally large');
  expect(sentence).toContain('Dice 0.50');
});

test('no blob dominates: what the smaller half is worth to Dice', () => {
  const many = imbalance({ blobCount: 37, largestShare: 0.16, diceOfLargestAlone: 0.32 / 1.16, smallerHalfShare: 0.1 });
  expect(imbalanceSentence(many, words)).toBe(
    'The largest blob holds 16 % of the foreground. A prediction that misses the 18 smallest of 37 blobs can still reach Dice 0.95.',
  );
});

function scores(change: Partial<Scores>): Scores {
  return {
    threshold: 0.5,
    dice: 0.5,
    foundBlobs: 1,
    missedBlobs: 2,
    predictedBlobs: 4,
    falseBlobs: 3,
    sensitivity: 1 / 3,
    precision: 0.25,
    f1: 0.29,
    perBlob: [],
    ...change,
  };
}

test.each([
  [{}, '1 of 3 blobs found; 3 predicted components are false.'],
  [{ falseBlobs: 1 }, '1 of 3 blobs found; 1 predicted component is false.'],
  [{ falseBlobs: 0 }, '1 of 3 blobs found; no predicted component is false.'],
  [{ predictedBlobs: 0 }, 'Nothing is predicted above the threshold: all 3 blobs are missed.'],
  [
    { predictedBlobs: 0, foundBlobs: 0, missedBlobs: 1 },
    'Nothing is predicted above the threshold: the blob is missed.',
  ],
  [{ foundBlobs: 0, missedBlobs: 0 }, 'The mask has no blob; 3 predicted components are false.'],
  [{ foundBlobs: 0, missedBlobs: 0, predictedBlobs: 0 }, 'Nothing is predicted, and the mask has no blob.'],
])('a prediction with %j reads "%s"', (change, sentence) => {
  expect(scoreSentence(scores(change), words)).toBe(sentence);
});
