import type { Imbalance } from '../core/case';
import type { Scores } from '../core/terms';

/** Writes a number the way the page does; passed in so that words and numbers agree everywhere. */
export interface NumberWords {
  readonly share: (share: number) => string;
  readonly ratio: (ratio: number | null) => string;
  readonly count: (count: number) => string;
  readonly many: (count: number, noun: string) => string;
}

/** What the imbalance of this mask means for a loss; true for every mask. */
export function imbalanceSentence(imbalance: Imbalance, words: NumberWords): string {
  const { blobCount, largestShare, gini } = imbalance;
  if (blobCount === 0)
    return 'This mask has no blob: there is nothing to find, and the blob term has nothing to average.';
  if (blobCount === 1)
    return 'With a single blob no other is masked away: wherever it is in the patch, the blob term equals the global term.';
  const { many, share } = words;
  const equally = `All ${many(blobCount, 'blob')} are equally large.`;
  const start = gini < 1e-9 ? equally : `The largest blob holds ${share(largestShare)} of the foreground.`;
  return `${start} ${trapOf(imbalance, words)}`;
}

/** What Dice would forgive: all but the largest blob where that one is most of the mask, else the smaller half of the blobs. */
function trapOf(imbalance: Imbalance, { many, count, ratio }: NumberWords): string {
  const { blobCount, smallerHalfShare, diceOfLargestAlone } = imbalance;
  if (diceOfLargestAlone >= 0.5) {
    const others = blobCount === 2 ? 'the other blob' : `the other ${many(blobCount - 1, 'blob')}`;
    return `A prediction that finds only the largest blob and misses ${others} can still reach Dice ${ratio(diceOfLargestAlone)}.`;
  }
  const found = 1 - smallerHalfShare;
  return `A prediction that misses the ${count(Math.floor(blobCount / 2))} smallest of ${many(blobCount, 'blob')} can still reach Dice ${ratio((2 * found) / (1 + found))}.`;
}

/** What a scored prediction found and what it paid for it; true for every prediction. */
export function scoreSentence(scores: Scores, words: NumberWords): string {
  const blobCount = scores.foundBlobs + scores.missedBlobs;
  if (scores.predictedBlobs === 0) {
    if (blobCount === 0) return 'Nothing is predicted, and the mask has no blob.';
    return `Nothing is predicted above the threshold: ${blobCount === 1 ? 'the blob is' : `all ${words.many(blobCount, 'blob')} are`} missed.`;
  }
  const price =
    scores.falseBlobs === 0
      ? 'no predicted component is false'
      : `${words.many(scores.falseBlobs, 'predicted component')} ${scores.falseBlobs === 1 ? 'is' : 'are'} false`;
  if (blobCount === 0) return `The mask has no blob; ${price}.`;
  return `${words.count(scores.foundBlobs)} of ${words.many(blobCount, 'blob')} found; ${price}.`;
}
