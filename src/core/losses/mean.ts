import type { Criterion } from './criterion';
import type { Quantity } from './quantities';

/** The mean of a quantity over all voxels of the patch, masked ones included: (sum inside + sum outside) / voxels. */
export function meanCriterion(quantity: Quantity): Criterion {
  return {
    quantities: [quantity],
    evaluate: (inside, outside, voxels) => {
      const share = 1 / voxels;
      return {
        value: (inside.sums[0] + outside.sums[0]) * share,
        byInside: [share],
        byOutside: [share],
        shareOf: ({ sums }) => sums[0] * share,
      };
    },
  };
}
