import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { LedgerQuestion } from '../../ops/ledgerSums';
import { expressionsOf, fieldFunctions } from './ledgerFields';
import { countTo, lanes, release, runProgram } from './program';
import type { WebgpuKernel } from './register';

/** What the ledger's kernels are told: what is summed, and how many pieces are not empty. */
export type LedgerAttributes = LedgerQuestion & { readonly pieceCount: number; readonly batchSize: number };

/** The tensors of a cut (see `ops/regionCut`): order [V], pieces [P,4], rows [R,8], all int32; logits [V,1]. */
export type LedgerInputs = Readonly<Record<'logits' | 'order' | 'pieces' | 'rows', TensorInfo>>;

/** Threads that share a piece; 64 / 8 = 8 pieces a workgroup, so that many small blobs cost no more than a few large ones. */
const sharers = 8;

/**
 * Ours: logits and their cut → the ledger [R, 2 * fields]. Eight threads sum all fields of a piece, reading each logit once; then one
 * thread for each number of the table adds its pieces in order. No piece is long (see `cutPieces`), so the cost does not grow with the
 * regions, no float32 sum has many terms, and a run repeats bit for bit.
 */
export const ledgerSums: WebgpuKernel = {
  name: 'LedgerSums',
  run: (backend, inputs, attributes) => {
    const [ledger, question] = [inputs as LedgerInputs, attributes as LedgerAttributes];
    const sums = sumsOfPieces(backend, ledger, question);
    const table = addPieces(backend, sums, ledger.rows, question.fields.length);
    release(backend, sums);
    return table;
  },
};

/** [P, fields] */
function sumsOfPieces(backend: WebGPUBackend, inputs: LedgerInputs, question: LedgerAttributes): TensorInfo {
  const { fields, gamma, pieceCount } = question;
  const values = expressionsOf(fields, 'value');
  const each = (write: (k: number) => string) => countTo(fields.length).map(write).join('\n');
  const { logits, order, pieces } = inputs;
  return runProgram(backend, {
    key: `ledgerPieces ${fields.join(' ')}`,
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

function addPieces(backend: WebGPUBackend, sums: TensorInfo, rows: TensorInfo, fields: number): TensorInfo {
  const entries = rows.shape[0] * 2 * fields;
  return runProgram(backend, {
    key: `ledgerRows ${fields}`,
    code: () => `
    fn work(workgroup : i32, lane : i32) {
      let entry = workgroup * ${lanes} + lane;
      if (entry >= uniforms.entries) { return; }
      let field = entry % ${2 * fields} / 2;
      let ranges = rows[entry / ${2 * fields} * 2];
      let range = select(ranges.zw, ranges.xy, entry % 2 == 0);
      var sum = 0.0;
      for (var piece = range.x; piece < range.y; piece++) {
        sum += sums[piece * ${fields} + field];
      }
      result[entry] = sum;
    }`,
    inputs: { sums: [sums, 'f32'], rows: [rows, 'vec4<f32>'] },
    uniforms: { entries },
    output: [[rows.shape[0], 2 * fields], 'f32'],
    workgroups: Math.ceil(entries / lanes),
  });
}
