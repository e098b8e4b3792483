import type { Criterion } from './criterion';
import { meanCriterion } from './mean';
import { focalTerm } from './quantities';

/**
 * Focal loss, the mean of (1 - p_t)^gamma times the cross-entropy over all voxels of the patch, masked ones included, without class
 * weight (Lin et al., arXiv 1708.02002; MONAI `FocalLoss` with alpha None, reduction mean). Gamma 0 is BCE.
 */
export function focalCriterion(gamma: number): Criterion {
  return meanCriterion(focalTerm(gamma));
}
