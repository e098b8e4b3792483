import {
  concat,
  customGrad,
  type GradSaveFunc,
  mul,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  tensor,
} from '@tensorflow/tfjs-core';
import { hasKernel, runKernel } from './kernels';
import { fieldOf, type LedgerField } from './ledgerFields';
import { type RowCut, sortIntoPieces } from './pieces';
import { regionSums } from './regions';

/** What is summed; `gamma` is that of the focal term. */
export interface FieldQuestion {
  readonly fields: readonly LedgerField[];
  readonly gamma: number;
}

/** The fields of a batch summed over the rows of its cut: logits [V,1] → [rows, fields]. Rows without voxels are 0. */
export function fieldSums(logits: Tensor2D, cut: RowCut, question: FieldQuestion): Tensor2D {
  return hasKernel('FieldSums') ? fused(logits, cut, question) : composed(logits, cut, question);
}

function fused(logits: Tensor2D, cut: RowCut, { fields, gamma }: FieldQuestion): Tensor2D {
  const { order, pieces, firstPiece } = sortIntoPieces(cut);
  const plan = {
    order: tensor(order, [order.length], 'int32'),
    pieces: tensor(pieces, [pieces.length / 4, 4], 'int32'),
    firstPiece: tensor(firstPiece, [firstPiece.length], 'int32'),
  };
  const attributes = { fields, gamma, pieceCount: firstPiece[firstPiece.length - 1] };
  const sums = customGrad((...inputs) => {
    const [z, save] = inputs as [Tensor, GradSaveFunc];
    save([z, plan.order, plan.pieces]);
    return {
      value: runKernel('FieldSums', { logits: z, ...plan }, attributes),
      gradFunc: (dy: Tensor, saved: Tensor[]) => {
        const [savedLogits, savedOrder, savedPieces] = saved;
        return runKernel(
          'FieldSumsGrad',
          { logits: savedLogits, order: savedOrder, pieces: savedPieces, dy },
          attributes,
        );
      },
    };
  });
  return sums(logits) as Tensor2D;
}

function composed(logits: Tensor2D, { rowOfVoxel, isInside }: RowCut, { fields, gamma }: FieldQuestion): Tensor2D {
  const signs = new Float32Array(rowOfVoxel.length);
  for (let v = 0; v < signs.length; v++) signs[v] = isInside[rowOfVoxel[v]] === 1 ? -1 : 1;
  const u = mul(logits, tensor(signs, [signs.length, 1]));
  const rows = tensor(rowOfVoxel, [rowOfVoxel.length], 'int32') as Tensor1D;
  // The tables are joined, not the fields, which are as long as the batch.
  const columns = fields.map((field) => regionSums(fieldOf(u, field, gamma) as Tensor2D, rows, isInside.length));
  return (columns.length === 1 ? columns[0] : concat(columns, 1)) as Tensor2D;
}
