import type { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import { getKernel, registerKernel, type TensorInfo, unregisterKernel, util } from '@tensorflow/tfjs-core';

/** Puts in the place of the cpu backend's UnsortedSegmentSum, whose cost is rows x segments in float32, one pass with float64 sums; adds RangeSums. */
export function registerCpuSums(): void {
  if (getKernel('UnsortedSegmentSum', 'cpu')) unregisterKernel('UnsortedSegmentSum', 'cpu');
  registerKernel({
    kernelName: 'UnsortedSegmentSum',
    backendName: 'cpu',
    kernelFunc: ({ inputs, backend, attrs }) => {
      const { x, segmentIds } = inputs as Record<string, TensorInfo>;
      const { numSegments } = attrs as unknown as { readonly numSegments: number };
      const cpu = backend as MathBackendCPU;
      const [rows, regions] = [x, segmentIds].map(({ dataId }) => cpu.data.get(dataId).values as Float32Array);
      const sums = sumRows(rows, regions, numSegments, util.sizeFromShape(x.shape.slice(1)));
      return cpu.makeTensorInfo([numSegments, ...x.shape.slice(1)], 'float32', new Float32Array(sums));
    },
  });
  if (getKernel('RangeSums', 'cpu')) return;
  registerKernel({
    kernelName: 'RangeSums',
    backendName: 'cpu',
    kernelFunc: ({ inputs, backend }) => {
      const { x, first, ranges } = inputs as Record<string, TensorInfo>;
      const cpu = backend as MathBackendCPU;
      const valuesOf = ({ dataId }: TensorInfo) => cpu.data.get(dataId).values as Float32Array;
      const sums = sumRanges(valuesOf(x), valuesOf(first), valuesOf(ranges), x.shape[1]);
      return cpu.makeTensorInfo([first.shape[0] - 1, x.shape[1]], 'float32', new Float32Array(sums));
    },
  });
}

/** Of each row of the result the rows in its ranges: first row, one past the last, step. */
function sumRanges(
  rows: Float32Array,
  first: ArrayLike<number>,
  ranges: ArrayLike<number>,
  columns: number,
): Float64Array {
  const sums = new Float64Array((first.length - 1) * columns);
  for (let target = 0; target < first.length - 1; target++)
    for (let range = first[target]; range < first[target + 1]; range++)
      for (let row = ranges[3 * range]; row < ranges[3 * range + 1]; row += ranges[3 * range + 2])
        for (let column = 0; column < columns; column++)
          sums[target * columns + column] += rows[row * columns + column];
  return sums;
}

/** A row whose region is not in 0..count-1 is left out. */
function sumRows(rows: Float32Array, regions: ArrayLike<number>, count: number, columns: number): Float64Array {
  const sums = new Float64Array(count * columns);
  for (let row = 0; row < regions.length; row++) {
    const region = regions[row];
    if (region < 0 || region >= count) continue;
    for (let column = 0; column < columns; column++) sums[region * columns + column] += rows[row * columns + column];
  }
  return sums;
}
