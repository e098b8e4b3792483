import { util } from '@tensorflow/tfjs-core';
import type { WebgpuKernel } from './kernel';
import { lanes, runProgram } from './program';

/** Ours: the numbers of x from the attribute `start` on → a tensor of the attribute `shape`. */
export const copyPart: WebgpuKernel = {
  name: 'CopyPart',
  run: (backend, { x }, attributes) => {
    const { start, shape } = attributes as { readonly start: number; readonly shape: readonly number[] };
    const size = util.sizeFromShape([...shape]);
    return runProgram(backend, {
      key: 'copyPart',
      code: () => `
      fn work(workgroup : i32, lane : i32) {
        let at = workgroup * ${lanes} + lane;
        if (at < uniforms.size) { result[at] = x[uniforms.start + at]; }
      }`,
      inputs: { x: [x, 'f32'] },
      uniforms: { start, size },
      output: [shape, 'f32'],
      workgroups: Math.ceil(size / lanes),
    });
  },
};
