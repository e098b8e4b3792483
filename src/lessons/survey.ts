import type { MaskSummary } from '../core/maskSizes';
import type { SmallerHalfPull } from '../core/pull';
import type { Meaning } from './glossary';
import type { NumberWords } from './sentences';

export const surveyColumns = {
  name: { name: 'Mask', explanation: 'The file. Press its name to see its curve and its words below.' },
  blobs: { name: 'Blobs', explanation: 'Connected components of the mask, or its different values.' },
  smallest: { name: 'Smallest', explanation: 'Voxels of the smallest blob; below, its volume.' },
  median: {
    name: 'Median',
    explanation: 'Voxels of the blob in the middle, of an even number the lower of the two; below, its volume.',
  },
  largest: { name: 'Largest', explanation: 'Voxels of the largest blob; below, its volume.' },
  largestShare: { name: 'Largest’s share', explanation: 'Voxels of the largest blob, of all foreground voxels.' },
  gini: {
    name: 'Gini',
    explanation:
      'Inequality of the blob sizes: 0 = all equal, towards 1 = one blob holds nearly everything. Twice the area between the Lorenz curve and the diagonal.',
  },
  missable: {
    name: 'Missable at Dice\u00a0≥\u00a00.9',
    explanation:
      'The most of the smallest blobs that a prediction can miss while Dice stays at 0.9 or more: best Dice = 2 · kept / (kept + total), in voxels.',
  },
  sizes: {
    name: 'Sizes',
    explanation: 'How many blobs have which size, on one logarithmic axis for all masks: small left, large right.',
  },
} as const satisfies Record<string, Meaning>;

export const blobsByWords: Meaning = {
  name: 'Blobs by',
  explanation:
    '6, 18, 26: voxels above 0 that share a face, also an edge, also a corner are one blob. Values: each different value of the mask is one blob already. All masks are measured anew.',
};

export const pullMeaning =
  'The smaller half’s share of the gradient on blob voxels, where every voxel is equally uncertain (p = 0.5), the whole volume as one patch. “Background clean”: outside the blobs the prediction is 0. For CC and BiCC, with their published base Dice + cross-entropy, the cells share the background equally; BiCC cuts its predicted cells round the blobs once these are all that is predicted, and has none before.';

/** What the sizes and Dice of this mask come to; true for every mask. */
export function surveySentences(summary: MaskSummary, words: NumberWords): string[] {
  const { blobCount, largestShare, smallerHalfShare, gini } = summary.imbalance;
  if (blobCount === 0) return ['There is no blob, so there is nothing to miss.'];
  if (blobCount === 1) return ['There is one blob: a prediction that misses it has Dice 0.'];
  const sizes =
    gini < 1e-9
      ? `All ${words.many(blobCount, 'blob')} are equally large.`
      : `The largest blob holds ${words.share(largestShare)} of the foreground, the smaller half of the blobs ${words.share(smallerHalfShare)}.`;
  return [sizes, asSentence(missableClause(summary, words))];
}

/** The same of many masks together, and of each of them; `missableInEach` = blobs that can be missed at Dice 0.9 or more in every mask. */
export function togetherSentences(
  summary: MaskSummary,
  maskCount: number,
  missableInEach: number,
  words: NumberWords,
): string[] {
  const { blobCount } = summary.imbalance;
  if (blobCount < 2) return surveySentences(summary, words);
  const [sizes] = surveySentences(summary, words);
  return [
    sizes,
    `Over the voxels of the ${words.many(maskCount, 'mask')} together, ${missableClause(summary, words)}.`,
    missableInEach === 0
      ? 'With Dice 0.90 or more in each mask, no blob can be missed.'
      : `With Dice 0.90 or more in each mask, ${words.count(missableInEach)} of ${words.many(blobCount, 'blob')} can be missed.`,
  ];
}

function missableClause({ imbalance, missable, diceWithoutSmallest }: MaskSummary, words: NumberWords): string {
  const all = words.many(imbalance.blobCount, 'blob');
  if (missable.missed > 0) {
    const which = missable.missed === 1 ? 'smallest' : `${words.count(missable.missed)} smallest`;
    return `Dice can still be ${words.ratio(missable.dice)} with the ${which} of ${all} missed`;
  }
  const which = imbalance.gini < 1e-9 ? `one of ${all}` : `only the smallest of ${all}`;
  return `missing ${which} already limits Dice to ${words.ratio(diceWithoutSmallest)}`;
}

/** Which losses hear the smaller half of the blobs; true for every mask that has one. */
export function pullSentence(pull: SmallerHalfPull, gini: number, words: NumberWords): string {
  if (gini < 1e-9) return 'Equally large blobs get equal shares from every loss here.';
  const { share } = words;
  const plain = `Dice, Tversky, cross-entropy and focal loss over all voxels give the smaller half only its share of the voxels, ${share(pull.global)}, and blob loss on cross-entropy or focal the same.`;
  const blob = `Blob loss on Dice gives it ${share(pull.blobDiceAtFirst)} while p is 0.5 everywhere, and ${share(pull.blobDiceWhenClean)} once the background is clean;`;
  const cells = `CC on Dice + cross-entropy ${share(pull.ccAtFirst)} and ${share(pull.ccWhenClean)}; inverse weighting ${share(pull.inverseWeighting)} from the first step on.`;
  return [plain, blob, cells].join(' ');
}

/** The rows of the small picture of it, global losses first. */
export const pullRows: readonly {
  readonly key: keyof SmallerHalfPull;
  readonly name: string;
  readonly isBlob: boolean;
}[] = [
  { key: 'global', name: 'Dice, Tversky, cross-entropy, focal', isBlob: false },
  { key: 'blobOfMean', name: 'Blob loss on cross-entropy or focal', isBlob: true },
  { key: 'blobDiceAtFirst', name: 'Blob loss on Dice, before training', isBlob: true },
  { key: 'blobDiceWhenClean', name: 'Blob loss on Dice, background clean', isBlob: true },
  { key: 'ccAtFirst', name: 'CC on Dice + CE, before training', isBlob: true },
  { key: 'biccAtFirst', name: 'BiCC on Dice + CE, before training', isBlob: true },
  { key: 'ccWhenClean', name: 'CC or BiCC, background clean', isBlob: true },
  { key: 'inverseWeighting', name: 'Inverse weighting', isBlob: true },
];

/** Above these rows: "Pull on the smaller half (10 of 20 blobs)". Of several masks, the median one is told. */
export function pullTitle(blobCount: number, maskCount: number, { count, many }: NumberWords): string {
  if (maskCount > 1) return `Pull on the smaller half of the blobs (median of ${many(maskCount, 'mask')})`;
  return `Pull on the smaller half (${count(Math.floor(blobCount / 2))} of ${many(blobCount, 'blob')})`;
}

function asSentence(clause: string): string {
  return `${clause.charAt(0).toUpperCase()}${clause.slice(1)}.`;
}
