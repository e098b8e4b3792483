import type { Tally } from '../../ledger';
import type { Criterion } from './criterion';
import { probability } from './quantities';
import { ratioOf } from './ratio';

/** Weights of a Tversky loss. */
export interface TverskyWeights {
  readonly falsePositive: number;
  readonly falseNegative: number;
  /** Added to numerator and denominator. */
  readonly smooth: number;
}

/**
 * Tversky loss 1 - (TP + s) / (TP + a FP + b FN + s) with TP = sum(p y), FP = sum(p (1 - y)), FN = sum((1 - p) y)
 * (Salehi et al., arXiv 1706.05721; MONAI `TverskyLoss`). Without label, prediction and smoothing it is 0/0: 0, without gradient.
 */
export function tverskyCriterion({ falsePositive, falseNegative, smooth }: TverskyWeights): Criterion {
  const missed = ({ voxels, sums }: Tally) => falseNegative * (voxels - sums[0]);
  return {
    quantities: [probability],
    evaluate: (inside, outside) => {
      const charge = falsePositive * outside.sums[0] + missed(inside);
      return ratioOf(
        { value: charge, byInside: [-falseNegative], byOutside: [falsePositive] },
        { value: inside.sums[0] + smooth, byInside: [1], byOutside: [0] },
        missed,
      );
    },
  };
}
