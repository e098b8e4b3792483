import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { expressionsOf, fieldFunctions } from './ledgerFields';
import type { LedgerAttributes, LedgerInputs } from './ledgerSums';
import { lanes, release, runProgram } from './program';
import type { WebgpuKernel } from './register';

/**
 * Ours: the inputs of `ledgerSums`, and dy, the gradient of its table → that of the logits. The gradient of each region's own sum comes
 * first; then each voxel has that of its region times the field's slope there.
 */
export const ledgerSumsGradient: WebgpuKernel = {
  name: 'LedgerSumsGrad',
  run: (backend, inputs, attributes) => {
    const { dy, ...ledger } = inputs;
    const question = attributes as LedgerAttributes;
    const coefficients = coefficientsOf(backend, dy, ledger.rows, question);
    const dLogits = spread(backend, ledger as LedgerInputs, coefficients, question);
    release(backend, coefficients);
    return dLogits;
  },
};

/** [R, fields]: a blob counts inside its own row and inside its element's; a background outside of all rows of its element. */
function coefficientsOf(
  backend: WebGPUBackend,
  dy: TensorInfo,
  rows: TensorInfo,
  { fields, batchSize }: LedgerAttributes,
): TensorInfo {
  const count = fields.length;
  const entries = rows.shape[0] * count;
  return runProgram(backend, {
    key: `ledgerCoefficients ${count}`,
    code: () => `
    fn work(workgroup : i32, lane : i32) {
      let entry = workgroup * ${lanes} + lane;
      if (entry >= uniforms.entries) { return; }
      let row = entry / ${count};
      let inside = entry % ${count} * 2;
      let element = rows[row * 2 + 1];
      if (row >= uniforms.batchSize) {
        result[entry] = dy[row * ${2 * count} + inside] + dy[element.x * ${2 * count} + inside];
        return;
      }
      var sum = dy[row * ${2 * count} + inside + 1];
      for (var blob = element.y; blob < element.z; blob++) {
        sum += dy[blob * ${2 * count} + inside + 1];
      }
      result[entry] = sum;
    }`,
    inputs: { dy: [dy, 'f32'], rows: [rows, 'vec4<f32>'] },
    uniforms: { entries, batchSize },
    output: [[rows.shape[0], count], 'f32'],
    workgroups: Math.ceil(entries / lanes),
  });
}

function spread(
  backend: WebGPUBackend,
  { logits, order, pieces }: LedgerInputs,
  coefficients: TensorInfo,
  { fields, gamma, pieceCount }: LedgerAttributes,
): TensorInfo {
  const terms = expressionsOf(fields, 'slope').map(
    (slope, k) => `coefficients[piece.z * ${fields.length} + ${k}] * (${slope})`,
  );
  return runProgram(backend, {
    key: `ledgerSpread ${fields.join(' ')}`,
    code: () => `
    ${fieldFunctions}
    fn work(workgroup : i32, lane : i32) {
      if (workgroup >= uniforms.pieceCount) { return; }
      let piece = pieces[workgroup];
      for (var at = piece.x + lane; at < piece.y; at += ${lanes}) {
        let voxel = order[at];
        let u = f32(piece.w) * logits[voxel];
        result[voxel] = f32(piece.w) * (${terms.join(' + ')});
      }
    }`,
    inputs: {
      ...{ logits: [logits, 'f32'], order: [order, 'f32'] },
      ...{ pieces: [pieces, 'vec4<f32>'], coefficients: [coefficients, 'f32'] },
    },
    uniforms: { pieceCount },
    floats: { gamma },
    output: [logits.shape, 'f32'],
    workgroups: pieceCount,
  });
}
