import type { Criterion } from './criterion';
import { probability } from './quantities';

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
  return {
    quantities: [probability],
    evaluate: (inside, outside) => {
      const overlap = inside.sums[0] + smooth;
      const charge = falsePositive * outside.sums[0] + falseNegative * (inside.voxels - inside.sums[0]);
      const whole = overlap + charge;
      if (whole === 0) return { value: 0, byInside: [0], byOutside: [0] };
      return {
        // charge / whole is 1 - overlap / whole without its cancellation near a perfect prediction.
        value: charge / whole,
        byInside: [-(falseNegative * overlap + charge) / whole ** 2],
        byOutside: [(falsePositive * overlap) / whole ** 2],
      };
    },
  };
}
