import type { Criterion } from './criterion';
import { diceCriterion } from './dice';

/**
 * Generalised Dice loss of one class, 1 - (2 w sum(p y) + s) / (w (sum(p) + sum(y)) + s) with w = 1 / sum(y)^2 (Sudre et al., arXiv
 * 1707.03237; MONAI `GeneralizedDiceLoss`). One class leaves nothing to balance: the weight cancels except against the smoothing, so it is
 * soft Dice with the smoothing s sum(y)^2. Without label it costs exactly 0, without gradient.
 */
export function generalisedDiceCriterion(smooth: number): Criterion {
  const { quantities } = diceCriterion(smooth);
  return {
    quantities,
    evaluate: (inside, outside, voxels) =>
      inside.voxels === 0
        ? { value: 0, byInside: [0], byOutside: [0], shareOf: () => 0 }
        : diceCriterion(smooth * inside.voxels ** 2).evaluate(inside, outside, voxels),
  };
}
