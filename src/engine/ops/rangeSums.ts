import { customGrad, type GradSaveFunc, type Tensor, type Tensor2D, tensor } from '@tensorflow/tfjs-core';
import { runKernel } from './kernels';
import type { RangeLists, RangePlan } from './ranges';

/**
 * Adds up rows of a table: [R,F] → [T,F], where row t of the result is the sum of the rows in the t-th ranges of the plan. The gradient is the same
 * sum over the ranges of the way back. A kernel of our own on every backend.
 */
export function rangeSums(table: Tensor2D, { there, back }: RangePlan): Tensor2D {
  const [to, from] = [asTensors(there), asTensors(back)];
  const sums = customGrad((...inputs) => {
    const [x, save] = inputs as [Tensor, GradSaveFunc];
    save([from.first, from.ranges]);
    return {
      value: runKernel('RangeSums', { x, ...to }),
      gradFunc: (dy: Tensor, saved: Tensor[]) => runKernel('RangeSums', { x: dy, first: saved[0], ranges: saved[1] }),
    };
  });
  return sums(table) as Tensor2D;
}

function asTensors({ first, ranges }: RangeLists) {
  return {
    first: tensor(first, [first.length], 'int32'),
    ranges: tensor(ranges, [ranges.length / 3, 3], 'int32'),
  };
}
