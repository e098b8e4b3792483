import type { Criterion } from './criterion';
import { tverskyCriterion } from './tversky';

/**
 * Soft Dice loss 1 - (2 sum(p y) + s) / (sum(p) + sum(y) + s), not squared (Milletari et al., arXiv 1606.04797; MONAI `DiceLoss` with
 * its defaults smooth_nr = smooth_dr = s): the Tversky loss with both weights 1/2 and half the smoothing.
 */
export function diceCriterion(smooth: number): Criterion {
  return tverskyCriterion({ falsePositive: 0.5, falseNegative: 0.5, smooth: smooth / 2 });
}
