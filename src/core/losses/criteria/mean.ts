import type { Criterion } from './criterion';
import type { Quantity } from './quantities';

/** How much a voxel of label 1 and one of label 0 weigh in a mean; its divisor stays the number of voxels. */
export interface ClassWeights {
  readonly inside: number;
  readonly outside: number;
}

const alike: ClassWeights = { inside: 1, outside: 1 };

/** The mean of a quantity over all voxels of the patch, masked ones included: (sum inside + sum outside) / voxels, each sum times its class's weight. */
export function meanCriterion(quantity: Quantity, weights: ClassWeights = alike): Criterion {
  return {
    quantities: [quantity],
    evaluate: (inside, outside, voxels) => {
      const ofInside = weights.inside / voxels;
      const ofOutside = weights.outside / voxels;
      return {
        value: inside.sums[0] * ofInside + outside.sums[0] * ofOutside,
        byInside: [ofInside],
        byOutside: [ofOutside],
        shareOf: ({ sums }) => sums[0] * ofInside,
      };
    },
  };
}
