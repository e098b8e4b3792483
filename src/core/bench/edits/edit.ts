import type { Triple } from '../../volume';

/** What a prediction on the bench begins as. */
export type Start =
  /** The mask itself. */
  | { readonly kind: 'perfect' }
  /** Nothing is predicted. */
  | { readonly kind: 'missed' }
  /** The newest whole-scan prediction of the trained lane, after `step` steps. */
  | { readonly kind: 'lane'; readonly step: number }
  /** A prediction file; binary = its values were 0 and one other. */
  | { readonly kind: 'file'; readonly name: string; readonly isBinary: boolean }
  | { readonly kind: 'preset'; readonly preset: PresetId };

/** Predictions worth a look; those that end in `_a` and `_b` are made to be compared. */
export const presetIds = [
  'three_of_sixteen',
  'perfect',
  'only_largest',
  'same_dice_a',
  'same_dice_b',
  'false_positive_a',
  'missed_blob_b',
  'everything',
  'eroded',
  'dilated',
] as const;
export type PresetId = (typeof presetIds)[number];

/**
 * One change of the prediction. "The body of a blob" is what is predicted (p > 0.5, else p > 0.01) in its cell and connected (26
 * neighbours) with the blob. Places are voxels. Every edit is plain data: the same edits on the same start give the same prediction.
 */
export type Edit =
  /** The blob and its body become p = 0. */
  | { readonly kind: 'miss'; readonly blob: number }
  /** The blob, as the mask has it, becomes p = 1. */
  | { readonly kind: 'unmiss'; readonly blob: number }
  /** Takes `by` layers of face neighbours off the body. */
  | { readonly kind: 'shrink'; readonly blob: number; readonly by: number }
  /** Adds `by` layers of face neighbours to the body, within the blob's cell, as probable as the voxel they grow from. */
  | { readonly kind: 'grow'; readonly blob: number; readonly by: number }
  /** Moves the body; what leaves the volume is lost, where it lands the higher probability stays. */
  | { readonly kind: 'shift'; readonly blob: number; readonly by: Triple }
  /** The body, or the blob where it has none, gets this probability, 0..1. */
  | { readonly kind: 'probability'; readonly blob: number; readonly probability: number }
  /** The `voxels` unpredicted background voxels nearest (in mm) to the place get this probability: a false positive. */
  | { readonly kind: 'ball'; readonly centre: Triple; readonly voxels: number; readonly probability: number }
  | {
      /** Sets all within `radius` voxels of the path to p = 1, or to p = 0. */
      readonly kind: 'paint' | 'erase';
      /** The points of the stroke in order; what lies between two of them is filled. */
      readonly path: readonly Triple[];
      readonly radius: number;
      /** The axis of the slice that a flat brush stays in; null = the brush is a ball. */
      readonly flatAxis: 0 | 1 | 2 | null;
    };
