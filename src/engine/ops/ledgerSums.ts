import {
  add,
  concat,
  customGrad,
  type GradSaveFunc,
  gather,
  mul,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  tensor,
} from '@tensorflow/tfjs-core';
import { hasKernel, runKernel } from './kernels';
import { fieldOf, type LedgerField } from './ledgerFields';
import { cutPieces, type RegionCut } from './regionCut';
import { regionSums } from './regions';

/** What is summed; `gamma` is that of the focal term. */
export interface LedgerQuestion {
  readonly fields: readonly LedgerField[];
  readonly gamma: number;
}

/**
 * The ledger of a batch: logits [V,1] → [regionCount, 2 * fields], for each field two columns: its sum inside the row's blob (for the
 * row of an element: inside all its blobs), and that over the background of the row's element. Rows without voxels are 0.
 */
export function ledgerSums(logits: Tensor2D, cut: RegionCut, question: LedgerQuestion): Tensor2D {
  return hasKernel('LedgerSums') ? fused(logits, cut, question) : composed(logits, cut, question);
}

function fused(logits: Tensor2D, cut: RegionCut, { fields, gamma }: LedgerQuestion): Tensor2D {
  const { order, pieces, rows, pieceCount } = cutPieces(cut);
  const plan = {
    order: tensor(order, [order.length], 'int32'),
    pieces: tensor(pieces, [pieces.length / 4, 4], 'int32'),
    rows: tensor(rows, [cut.regionCount, 8], 'int32'),
  };
  const attributes = { fields, gamma, pieceCount, batchSize: cut.batchSize };
  const sums = customGrad((...inputs) => {
    const [z, save] = inputs as [Tensor, GradSaveFunc];
    save([z, plan.order, plan.pieces, plan.rows]);
    return {
      value: runKernel('LedgerSums', { logits: z, ...plan }, attributes),
      gradFunc: (dy: Tensor, saved: Tensor[]) => {
        const [savedLogits, savedOrder, savedPieces, savedRows] = saved;
        const all = { logits: savedLogits, order: savedOrder, pieces: savedPieces, rows: savedRows, dy };
        return runKernel('LedgerSumsGrad', all, attributes);
      },
    };
  });
  return sums(logits) as Tensor2D;
}

function composed(logits: Tensor2D, cut: RegionCut, { fields, gamma }: LedgerQuestion): Tensor2D {
  const { regions, batchSize, regionCount, blobs } = cut;
  const signs = new Float32Array(regions.length);
  for (let v = 0; v < signs.length; v++) signs[v] = regions[v] < batchSize ? 1 : -1;
  const u = mul(logits, tensor(signs, [signs.length, 1]));
  const rowOfVoxel = tensor(regions, [regions.length], 'int32') as Tensor1D;
  const isBlob = new Float32Array(regionCount).fill(1, batchSize, batchSize + blobs.length);
  const inBlobs = tensor(isBlob, [regionCount, 1]);
  const elements = tensor(elementOfRow(cut), [regionCount], 'int32') as Tensor1D;
  const columns = fields.flatMap((field) => {
    const sums = regionSums(fieldOf(u, field, gamma) as Tensor2D, rowOfVoxel, regionCount);
    const blobSums = mul(sums, inBlobs) as Tensor2D;
    return [add(blobSums, regionSums(blobSums, elements, regionCount)), gather(sums, elements)];
  });
  return concat(columns, 1) as Tensor2D;
}

/** The row of each row's element; a row that belongs to none stands for itself. */
function elementOfRow({ batchSize, regionCount, blobs }: RegionCut): Int32Array {
  const elements = Int32Array.from({ length: regionCount }, (_, row) => row);
  blobs.forEach(({ element }, index) => {
    elements[batchSize + index] = element;
  });
  return elements;
}
