import { util } from '@tensorflow/tfjs-core';
import { lanes, runProgram } from './program';
import type { WebgpuKernel } from './register';

/**
 * tfjs's UnsortedSegmentSum: rows x [V,...], segmentIds [V] → [numSegments,...]. Its own adds with atomics: their order, and so the last
 * bits of a training run, change from run to run, and a region of half the patch makes all threads wait for one number. Ours gives one
 * workgroup to each region and column; its threads walk the rows in a fixed order, and their sums are added in a fixed tree. A row whose
 * region is not in 0..count-1 is left out (tfjs wraps it round).
 */
export const segmentSum: WebgpuKernel = {
  name: 'UnsortedSegmentSum',
  run: (backend, { x, segmentIds }, attributes) => {
    const { numSegments } = attributes as { readonly numSegments: number };
    const columns = util.sizeFromShape(x.shape.slice(1));
    return runProgram(backend, {
      key: 'regionSums',
      code: () => code,
      inputs: { x: [x, 'f32'], segmentIds: [segmentIds, 'f32'] },
      uniforms: { rows: x.shape[0], columns, entries: numSegments * columns },
      output: [[numSegments, ...x.shape.slice(1)], 'f32'],
      workgroups: numSegments * columns,
    });
  },
};

const code = `
  var<workgroup> partial : array<f32, ${lanes}>;

  fn work(entry : i32, lane : i32) {
    let region = entry / uniforms.columns;
    let column = entry % uniforms.columns;
    var total = 0.0;
    for (var row = lane; row < uniforms.rows; row += ${lanes}) {
      if (segmentIds[row] == region) {
        total += x[row * uniforms.columns + column];
      }
    }
    partial[lane] = total;
    workgroupBarrier();
    for (var half = ${lanes / 2}; half > 0; half /= 2) {
      if (lane < half) {
        partial[lane] += partial[lane + half];
      }
      workgroupBarrier();
    }
    if (lane == 0 && entry < uniforms.entries) {
      result[entry] = partial[0];
    }
  }
`;
