import type { PresetId } from '../../../core/bench/edit';

/** Why an example cannot be made of a case with so many blobs; null = it can. */
export function presetReason(preset: PresetId, blobs: number): string | null {
  switch (preset) {
    case 'three_of_sixteen':
    case 'everything':
    case 'perfect':
      return null;
    case 'only_largest':
    case 'same_dice_a':
    case 'same_dice_b':
      return blobs >= 2 ? null : 'Needs a mask with at least two blobs.';
    case 'false_positive_a':
    case 'missed_blob_b':
    case 'eroded':
    case 'dilated':
      return blobs >= 1 ? null : 'Needs a mask with at least one blob.';
    default:
      return preset satisfies never;
  }
}
