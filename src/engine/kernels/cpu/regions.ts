import type { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import { getKernel, registerKernel, type TensorInfo, unregisterKernel, util } from '@tensorflow/tfjs-core';

/** Puts in the place of the cpu backend's UnsortedSegmentSum, whose cost is rows x segments in float32, one pass with float64 sums. */
export function registerCpuSegmentSum(): void {
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
