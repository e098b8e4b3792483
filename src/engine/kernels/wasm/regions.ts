import { util } from '@tensorflow/tfjs-core';
import { byteCount, type WasmKernel } from './memory';

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

/** Ours: the sums of ranges of rows (see `ops/ranges`), x [R,F], first [T+1], ranges [K,3] → [T,F], summed in float64. */
export const rangeSums: WasmKernel = {
  name: 'RangeSums',
  run: (kernels, { x, first, ranges }) => {
    const targets = first.shape[0] - 1;
    const sums = kernels.output([targets, x.shape[1]]);
    const [from, begins, triples, to] = [x, first, ranges, sums].map(kernels.addressOf);
    kernels.run.rangeSums(from, x.shape[1], begins, triples, targets, to);
    return sums;
  },
};

/** tfjs's GatherV2 along the first axis, many times faster than its own: x [rows, ...], indices → [...indices' shape, ...]. */
export const gather: WasmKernel = {
  name: 'GatherV2',
  run: (kernels, { x, indices }, attributes) => {
    const { axis, batchDims } = attributes as { readonly axis: number; readonly batchDims: number };
    if (axis !== 0 || batchDims !== 0) throw new Error(`gather is served along axis 0 only, got axis ${axis}`);
    if (x.dtype !== 'float32') throw new Error(`gather is served for float32, got ${x.dtype}`);
    const picked = kernels.output([...indices.shape, ...x.shape.slice(1)]);
    const bytes = byteCount(x.shape.slice(1));
    const [from, at, to] = [x, indices, picked].map(kernels.addressOf);
    kernels.run.gatherRows(from, x.shape[0], bytes, at, util.sizeFromShape(indices.shape), to);
    return picked;
  },
};
