import type { PresetId } from '../../../core/bench/edits/edit';
import type { CaseFacts } from '../../../core/case';

/** What an example is made of. */
export type PresetCase = Pick<CaseFacts, 'blobs' | 'hasMask'>;

/** Why no prediction can be begun without a mask. */
export const maskReason = 'Open the mask first: without it there is nothing to hold a prediction against.';

/** Why an example cannot be made of a case; null = it can. */
export function presetReason(preset: PresetId, { blobs: { length: blobs }, hasMask }: PresetCase): string | null {
  if (preset === 'three_of_sixteen') return null;
  if (!hasMask) return maskReason;
  switch (preset) {
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
