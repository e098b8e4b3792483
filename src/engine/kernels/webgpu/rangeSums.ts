import type { WebgpuKernel } from './kernel';
import { countTo, lanes, runProgram } from './program';

/**
 * Ours: a table x [R,F], first [T+1] and ranges [K,3] of int32 (see `ops/ranges`) → [T,F], the sums of the rows in the ranges of each row of the
 * result. One thread a row, which adds in order: a run repeats bit for bit.
 */
export const rangeSums: WebgpuKernel = {
  name: 'RangeSums',
  run: (backend, { x, first, ranges }) => {
    const targets = first.shape[0] - 1;
    const fields = x.shape[1];
    const each = (write: (k: number) => string) => countTo(fields).map(write).join('\n');
    return runProgram(backend, {
      key: `rangeSums ${fields}`,
      code: () => `
      fn work(workgroup : i32, lane : i32) {
        let row = workgroup * ${lanes} + lane;
        if (row >= uniforms.targets) { return; }
        ${each((k) => `var sum${k} = 0.0;`)}
        for (var range = first[row]; range < first[row + 1]; range++) {
          for (var at = ranges[3 * range]; at < ranges[3 * range + 1]; at += ranges[3 * range + 2]) {
            ${each((k) => `sum${k} += x[${fields} * at + ${k}];`)}
          }
        }
        ${each((k) => `result[${fields} * row + ${k}] = sum${k};`)}
      }`,
      inputs: { x: [x, 'f32'], first: [first, 'f32'], ranges: [ranges, 'f32'] },
      uniforms: { targets },
      output: [[targets, fields], 'f32'],
      workgroups: Math.ceil(targets / lanes),
    });
  },
};
