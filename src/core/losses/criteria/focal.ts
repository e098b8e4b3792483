import type { Criterion } from './criterion';
import { type ClassWeights, meanCriterion } from './mean';
import { focalTerm } from './quantities';

/**
 * Focal loss, the mean of (1 - p_t)^gamma times the cross-entropy over all voxels of the patch, masked ones included (Lin et al.,
 * arXiv 1708.02002; MONAI `FocalLoss`, reduction mean). Gamma 0 is BCE. `alpha`: class weight as in equation 5 there; null = none.
 */
export function focalCriterion(gamma: number, alpha: number | null = null): Criterion {
  return meanCriterion(focalTerm(gamma), classWeightsOf(alpha));
}

/** Alpha for the foreground, 1 - alpha for the background; null = 1 for both, which is not the same as alpha 0.5. */
export function classWeightsOf(alpha: number | null): ClassWeights {
  return alpha === null ? { inside: 1, outside: 1 } : { inside: alpha, outside: 1 - alpha };
}
