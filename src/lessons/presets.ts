import type { PresetId } from '../core/bench/edit';

/** A prediction that is worth a look, in words. */
export interface PresetWords {
  readonly name: string;
  /** What it is and what to look at, in one or two sentences. */
  readonly idea: string;
  /** The preset that it is made to be compared with. */
  readonly other: PresetId | null;
}

export const presetWords: Record<PresetId, PresetWords> = {
  three_of_sixteen: {
    name: '3 of 16 found',
    idea: 'The example of Bouteille et al. (arXiv 2511.17146, figure 1), rebuilt: the three largest of 16 metastases are found, 13 are missed. The Dice loss is 0.061, the blob and cell terms are 0.8125. Opens a case of its own.',
    other: null,
  },
  perfect: { name: 'Perfect', idea: 'The mask itself: every loss that is defined well is 0.', other: null },
  only_largest: {
    name: 'Only the largest',
    idea: 'The largest blob is right, all others are missed. How good is Dice nevertheless?',
    other: null,
  },
  same_dice_a: {
    name: 'Same Dice, A: all in part',
    idea: 'A part of every blob is predicted: all are found. B has the same Dice.',
    other: 'same_dice_b',
  },
  same_dice_b: {
    name: 'Same Dice, B: few as a whole',
    idea: 'The largest blobs are right, all others are missed. A has the same Dice, and finds all.',
    other: 'same_dice_a',
  },
  false_positive_a: {
    name: 'One false positive',
    idea: 'All blobs are right, and one ball is predicted where nothing is, as large as the blob that B misses.',
    other: 'missed_blob_b',
  },
  missed_blob_b: {
    name: 'One missed blob',
    idea: 'All blobs but one are right; A has a false positive of as many voxels instead. Which one costs more?',
    other: 'false_positive_a',
  },
  everything: {
    name: 'Everything',
    idea: 'Every voxel is predicted. By any overlap all blobs are found and nothing is false, so F1 is 1.',
    other: null,
  },
  eroded: {
    name: 'Eroded by a voxel',
    idea: 'The mask without its outer layer: small blobs vanish.',
    other: 'dilated',
  },
  dilated: {
    name: 'Dilated by a voxel',
    idea: 'The mask with one layer more: on small blobs it weighs most, and neighbours may merge.',
    other: 'eroded',
  },
};
