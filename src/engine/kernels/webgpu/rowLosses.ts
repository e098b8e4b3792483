import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { WebgpuKernel } from './kernel';
import { lanes, runProgram } from './program';

/** Ours: ledger [R,C], weights [3,C], constants [3,R] → the loss of each row [R,1], as `ops/rowLosses` defines it. One thread a row. */
export const rowLosses: WebgpuKernel = {
  name: 'RowLosses',
  run: (backend, { ledger, weights, constants }) =>
    runOverRows(backend, {
      key: 'rowLosses',
      inputs: { ledger, weights, constants },
      work: 'result[row] = affine(row, 0) / affine(row, 1) + affine(row, 2);',
      shape: [ledger.shape[0], 1],
    }),
};

/** Ours: the inputs of `rowLosses`, and dy [R,1] → the gradient of the ledger. */
export const rowLossesGradient: WebgpuKernel = {
  name: 'RowLossesGrad',
  run: (backend, { ledger, weights, constants, dy }) =>
    runOverRows(backend, {
      key: 'rowLossesGradient',
      inputs: { ledger, weights, constants, dy },
      work: `
      let whole = affine(row, 1);
      let ratio = affine(row, 0) / whole;
      for (var column = 0; column < uniforms.columns; column++) {
        let ofRatio = (weightAt(0, column) - ratio * weightAt(1, column)) / whole;
        result[row * uniforms.columns + column] = dy[row] * (ofRatio + weightAt(2, column));
      }`,
      shape: ledger.shape,
    }),
};

interface RowWork {
  readonly key: string;
  readonly inputs: Readonly<Record<string, TensorInfo>>;
  /** Writes what belongs to `row`. */
  readonly work: string;
  readonly shape: readonly number[];
}

function runOverRows(backend: WebGPUBackend, { key, inputs, work, shape }: RowWork): TensorInfo {
  const [rows, columns] = inputs.ledger.shape;
  return runProgram(backend, {
    key,
    code: () => `
    fn weightAt(which : i32, column : i32) -> f32 {
      return weights[which * uniforms.columns + column];
    }
    fn affine(row : i32, which : i32) -> f32 {
      var sum = constants[which * uniforms.rows + row];
      for (var column = 0; column < uniforms.columns; column++) {
        sum += ledger[row * uniforms.columns + column] * weightAt(which, column);
      }
      return sum;
    }
    fn work(workgroup : i32, lane : i32) {
      let row = workgroup * ${lanes} + lane;
      if (row >= uniforms.rows) { return; }
      ${work}
    }`,
    inputs: Object.fromEntries(Object.entries(inputs).map(([name, tensor]) => [name, [tensor, 'f32']])),
    uniforms: { rows, columns },
    output: [shape, 'f32'],
    workgroups: Math.ceil(rows / lanes),
  });
}
