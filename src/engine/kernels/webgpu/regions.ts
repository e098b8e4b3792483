import { type WebGPUBackend, type WebGPUProgram, webgpu_util } from '@tensorflow/tfjs-backend-webgpu';
import { getKernel, registerKernel, type TensorInfo, unregisterKernel, util } from '@tensorflow/tfjs-core';

const threads = 64;

/**
 * Puts our UnsortedSegmentSum in the place of tfjs's on webgpu, which adds with atomics: their order, and so the last bits of a training
 * run, change from run to run, and a region of half the patch makes all threads wait for one number. Ours gives one workgroup to each
 * region and column; its threads walk the rows in a fixed order, and their sums are added in a fixed tree. A row whose region is not in
 * 0..count-1 is left out (tfjs wraps it round).
 */
export function registerWebgpuSegmentSum(): void {
  if (getKernel('UnsortedSegmentSum', 'webgpu')) unregisterKernel('UnsortedSegmentSum', 'webgpu');
  registerKernel({
    kernelName: 'UnsortedSegmentSum',
    backendName: 'webgpu',
    kernelFunc: ({ inputs, backend, attrs }) => {
      const { x, segmentIds } = inputs as Record<string, TensorInfo>;
      const { numSegments } = attrs as unknown as { readonly numSegments: number };
      const columns = util.sizeFromShape(x.shape.slice(1));
      const program = segmentSumProgram([numSegments, ...x.shape.slice(1)]);
      const uniforms = [x.shape[0], columns].map((value) => ({ type: 'int32', data: [value] }));
      return (backend as WebGPUBackend).runWebGPUProgram(program, [x, segmentIds], 'float32', uniforms);
    },
  });
}

function segmentSumProgram(outputShape: number[]): WebGPUProgram {
  const dispatchLayout = webgpu_util.flatDispatchLayout(outputShape);
  return {
    variableNames: ['x', 'segmentIds'],
    outputShape,
    dispatchLayout,
    dispatch: webgpu_util.computeDispatch(dispatchLayout, outputShape, [1, 1, 1]),
    workgroupSize: [threads, 1, 1],
    uniforms: 'rows : i32, columns : i32,',
    size: true,
    shaderKey: 'regionSums',
    getUserCode: () => userCode,
  };
}

const userCode = `
  var<workgroup> partial : array<f32, ${threads}>;

  fn main(index : i32) {
    let entry = index / ${threads};
    let region = entry / uniforms.columns;
    let column = entry % uniforms.columns;
    var total = 0.0;
    for (var row = i32(localId.x); row < uniforms.rows; row += ${threads}) {
      if (segmentIds[row] == region) {
        total += x[row * uniforms.columns + column];
      }
    }
    partial[localId.x] = total;
    workgroupBarrier();
    for (var half = ${threads / 2}u; half > 0u; half /= 2u) {
      if (localId.x < half) {
        partial[localId.x] += partial[localId.x + half];
      }
      workgroupBarrier();
    }
    if (localId.x == 0u && entry < uniforms.size) {
      setOutputAtIndex(entry, partial[0]);
    }
  }
`;
