import { util } from '@tensorflow/tfjs-core';
import type { WasmKernel } from './memory';

/** tfjs's UnsortedSegmentSum, which its wasm backend lacks: x [V, ...], segmentIds [V] int32 → [numSegments, ...], summed in float64. */
export const segmentSum: WasmKernel = {
  name: 'UnsortedSegmentSum',
  run: (kernels, { x, segmentIds }, attributes) => {
    const { numSegments } = attributes as { readonly numSegments: number };
    const rows = segmentIds.shape[0];
    const columns = util.sizeFromShape(x.shape.slice(1));
    const sums = kernels.output([numSegments, ...x.shape.slice(1)]);
    kernels.withScratch([8 * numSegments * columns], (wide) => {
      const [from, regions] = [x, segmentIds].map(kernels.addressOf);
      kernels.run.regionSums(from, regions, rows, columns, numSegments, wide, kernels.addressOf(sums));
    });
    return sums;
  },
};
