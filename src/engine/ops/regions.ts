import {
  customGrad,
  type GradSaveFunc,
  gather,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  unsortedSegmentSum,
} from '@tensorflow/tfjs-core';

/**
 * Sums the rows of each region: values [V,F], regions [V] int32 in 0..regionCount-1 → [regionCount,F]; a region without voxels is 0.
 * The gradient of a row is the gradient of its region's sum.
 */
export function regionSums(values: Tensor2D, regions: Tensor1D, regionCount: number): Tensor2D {
  const sums = customGrad((...inputs) => {
    const [rows, save] = inputs as [Tensor2D, GradSaveFunc];
    save([regions]);
    return {
      value: unsortedSegmentSum(rows, regions, regionCount),
      gradFunc: (dy: Tensor, saved: Tensor[]) => gather(dy, saved[0] as Tensor1D),
    };
  });
  return sums(values) as Tensor2D;
}
