import type { LossSettings } from '../../core/settings';
import { add, div, exp, mul, neg, softplus, sub, type Tensor } from '../ops';

/** Sums of one field over columns of regions: what lies inside the blobs and outside of all, each [n,1]. */
export interface Sums {
  readonly inside: Tensor;
  readonly outside: Tensor;
}

/** Numbers that belong to each row of such columns, each [n,1]. */
export interface RowFacts {
  /** Voxels of the blob (or of all blobs of the element). */
  readonly size: Tensor;
  /** Voxels of the other blobs, which are masked away. */
  readonly masked: Tensor;
}

/** Which sums a base loss needs: of the probability, of a loss per voxel, or both. */
export function fieldsOf({ base }: LossSettings): { readonly overlap: boolean; readonly voxel: boolean } {
  return {
    overlap: base === 'dice' || base === 'dice_bce' || base === 'tversky',
    voxel: base === 'bce' || base === 'dice_bce' || base === 'focal',
  };
}

/**
 * The loss of each voxel from `wrong` = its logit, sign turned where it is foreground (so that the loss grows with it): cross-entropy
 * softplus(wrong), for focal times (1 - p_t)^gamma = exp(-gamma softplus(-wrong)). Finite, with its gradient, for every finite logit.
 */
export function voxelLoss(wrong: Tensor, settings: LossSettings): Tensor {
  const crossEntropy = softplus(wrong);
  if (settings.base !== 'focal') return crossEntropy;
  return mul(exp(mul(softplus(neg(wrong)), -settings.focalGamma)), crossEntropy);
}

/**
 * W / (I + s + W) with W = fp * F + fn * (G - I), which is 1 - (I + s) / (I + s + W) without its cancellation: I and F are the
 * probability inside and outside, G is the size. Tversky; and soft Dice, which is Tversky with weights 1/2 and half the smoothing.
 * Masked voxels count as outside with p = 0.5 under `logit`, and not at all under `probability`.
 */
export function overlapLoss({ inside, outside }: Sums, { size, masked }: RowFacts, settings: LossSettings): Tensor {
  const { fp, fn, smooth } = overlapWeights(settings);
  const falsePositive = settings.masking === 'logit' ? add(outside, mul(masked, 0.5)) : outside;
  const wrong = add(mul(falsePositive, fp), mul(sub(size, inside), fn));
  return div(wrong, add(add(inside, smooth + leastWhole), wrong));
}

/** Keeps 0/0 (no label, no prediction, no smoothing) at 0. Its square, which the gradient divides by, is still a float32 number. */
const leastWhole = 1e-18;

/** The mean of the voxel loss over all voxels of the volume; masked ones have none, or under `logit` that of p = 0.5. */
export function meanVoxelLoss(sums: Sums, { masked }: RowFacts, voxels: number, settings: LossSettings): Tensor {
  const both = add(sums.inside, sums.outside);
  const all = settings.masking === 'logit' ? add(both, mul(masked, lossAtHalf(settings))) : both;
  return mul(all, 1 / voxels);
}

function overlapWeights({ base, smooth, tverskyFp, tverskyFn }: LossSettings) {
  return base === 'tversky' ? { fp: tverskyFp, fn: tverskyFn, smooth } : { fp: 0.5, fn: 0.5, smooth: smooth / 2 };
}

function lossAtHalf({ base, focalGamma }: LossSettings): number {
  return base === 'focal' ? 0.5 ** focalGamma * Math.LN2 : Math.LN2;
}
