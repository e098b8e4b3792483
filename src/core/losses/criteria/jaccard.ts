import type { Criterion } from './criterion';
import { tverskyCriterion } from './tversky';

/**
 * Soft Jaccard (IoU) loss as MONAI's `DiceLoss` with jaccard=True takes it, 1 - (2 TP + s) / (2 (TP + FP + FN) + s): the Tversky loss
 * with both weights 1 and half the smoothing.
 */
export function jaccardCriterion(smooth: number): Criterion {
  return tverskyCriterion({ falsePositive: 1, falseNegative: 1, smooth: smooth / 2 });
}
