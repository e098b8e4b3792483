import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { FieldQuestion } from '../../ops/fieldSums';
import type { WebgpuKernel } from './kernel';
import { expressionsOf, fieldFunctions } from './ledgerFields';
import { countTo, lanes, release, runProgram } from './program';

/** What is summed, and how many pieces are not empty. */
type FieldAttributes = FieldQuestion & { readonly pieceCount: number };

/** The tensors of a cut (see `ops/pieces`): order [V], pieces [P,4], both int32; logits [V,1]. */
type FieldInputs = Readonly<Record<'logits' | 'order' | 'pieces', TensorInfo>>;

/** Threads that share a piece; 64 / 8 = 8 pieces a workgroup, so that many small blobs cost no more than a few large ones. */
const sharers = 8;

/**
 * Ours: logits and their cut, with firstPiece [R+1] → the fields summed over its rows [R, fields]. Eight threads sum all fields of a piece, reading
 * each logit once; then one thread for each number of the table adds its pieces in order. No row has many pieces (see `ops/pieces`), so the cost does
 * not grow with the rows, no float32 sum has many terms, and a run repeats bit for bit.
 */
export const fieldSums: WebgpuKernel = {
  name: 'FieldSums',
  run: (backend, { firstPiece, ...inputs }, attributes) => {
    const question = attributes as FieldAttributes;
    const sums = sumsOfPieces(backend, inputs as FieldInputs, question);
    const table = addPieces(backend, sums, firstPiece, question.fields.length);
    release(backend, sums);
    return table;
  },
};

/** Ours: the inputs of `fieldSums`, and dy, the gradient of its table → that of the logits: each voxel has that of its row times the field's slope there. */
export const fieldSumsGradient: WebgpuKernel = {
  name: 'FieldSumsGrad',
  run: (backend, { logits, order, pieces, dy }, attributes) => {
    const { fields, gamma, pieceCount } = attributes as FieldAttributes;
    const terms = expressionsOf(fields, 'slope').map(
      (slope, k) => `dy[piece.z * ${fields.length} + ${k}] * (${slope})`,
    );
    return runProgram(backend, {
      key: `fieldSumsGradient ${fields.join(' ')}`,
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
      inputs: { logits: [logits, 'f32'], order: [order, 'f32'], pieces: [pieces, 'vec4<f32>'], dy: [dy, 'f32'] },
      uniforms: { pieceCount },
      floats: { gamma },
      output: [logits.shape, 'f32'],
      workgroups: pieceCount,
    });
  },
};

/** [P, fields] */
function sumsOfPieces(backend: WebGPUBackend, inputs: FieldInputs, question: FieldAttributes): TensorInfo {
  const { fields, gamma, pieceCount } = question;
  const values = expressionsOf(fields, 'value');
  const each = (write: (k: number) => string) => countTo(fields.length).map(write).join('\n');
  const { logits, order, pieces } = inputs;
  return runProgram(backend, {
    key: `fieldSums ${fields.join(' ')}`,
    code: () => `
    ${fieldFunctions}
    var<workgroup> shares : array<array<f32, ${fields.length}>, ${lanes}>;
    fn work(workgroup : i32, lane : i32) {
      let index = workgroup * ${lanes / sharers} + lane / ${sharers};
      let piece = pieces[index];
      ${each((k) => `var sum${k} = 0.0;`)}
      for (var at = piece.x + lane % ${sharers}; at < piece.y; at += ${sharers}) {
        let u = f32(piece.w) * logits[order[at]];
        ${each((k) => `sum${k} += ${values[k]};`)}
      }
      ${each((k) => `shares[lane][${k}] = sum${k};`)}
      workgroupBarrier();
      if (lane % ${sharers} == 0 && index < uniforms.pieceCount) {
        for (var other = 1; other < ${sharers}; other++) {
          ${each((k) => `sum${k} += shares[lane + other][${k}];`)}
        }
        ${each((k) => `result[index * ${fields.length} + ${k}] = sum${k};`)}
      }
    }`,
    inputs: { logits: [logits, 'f32'], order: [order, 'f32'], pieces: [pieces, 'vec4<f32>'] },
    uniforms: { pieceCount },
    floats: { gamma },
    output: [[pieces.shape[0], fields.length], 'f32'],
    workgroups: Math.ceil((pieceCount * sharers) / lanes),
  });
}

function addPieces(backend: WebGPUBackend, sums: TensorInfo, firstPiece: TensorInfo, fields: number): TensorInfo {
  const rows = firstPiece.shape[0] - 1;
  const entries = rows * fields;
  return runProgram(backend, {
    key: `addPieces ${fields}`,
    code: () => `
    fn work(workgroup : i32, lane : i32) {
      let entry = workgroup * ${lanes} + lane;
      if (entry >= uniforms.entries) { return; }
      let row = entry / ${fields};
      var sum = 0.0;
      for (var piece = firstPiece[row]; piece < firstPiece[row + 1]; piece++) {
        sum += sums[piece * ${fields} + entry % ${fields}];
      }
      result[entry] = sum;
    }`,
    inputs: { sums: [sums, 'f32'], firstPiece: [firstPiece, 'f32'] },
    uniforms: { entries },
    output: [[rows, fields], 'f32'],
    workgroups: Math.ceil(entries / lanes),
  });
}
