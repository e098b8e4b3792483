import type { Tally } from '../../ledger';
import type { Criterion } from './criterion';
import { probability, squaredError } from './quantities';
import { ratioOf } from './ratio';

/**
 * Asymmetric similarity loss 1 - ((1 + b^2) sum(p y) + s) / (sum(b^2 y + p^2) + s) (Hashemi et al., arXiv 1803.11078, with the squares
 * and the weights of Shirokikh et al., MICCAI 2020): an F-score with b > 1 for recall. With M = sum(y (1 - p)) and E the squared
 * errors of all voxels, numerator and denominator differ by (b^2 - 1) M + E. b = 1 is the squared Dice loss.
 */
export function asymmetricCriterion(beta: number, smooth: number): Criterion {
  const extra = beta ** 2 - 1;
  const wrong = ({ voxels, sums: [p, error] }: Tally) => extra * (voxels - p) + error;
  return {
    quantities: [probability, squaredError],
    evaluate: (inside, outside) =>
      ratioOf(
        { value: wrong(inside) + outside.sums[1], byInside: [-extra, 1], byOutside: [0, 1] },
        { value: (2 + extra) * inside.sums[0] + smooth, byInside: [2 + extra, 0], byOutside: [0, 0] },
        wrong,
      ),
  };
}
