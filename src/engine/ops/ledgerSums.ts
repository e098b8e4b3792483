import { reshape, type Tensor2D } from '@tensorflow/tfjs-core';
import { type FieldQuestion, fieldSums } from './fieldSums';
import { rangeSums } from './rangeSums';
import { planRanges, type RowRange } from './ranges';

/** How the voxels of a batch fall into regions: row b is the background of element b, the rows after it are the blobs, element by element. */
export interface RegionCut {
  readonly batchSize: number;
  /** The row of each voxel. */
  readonly regions: Int32Array;
  /** Rows, of which the last ones may be without voxels. */
  readonly regionCount: number;
  readonly blobs: readonly { readonly element: number }[];
}

/**
 * The ledger of a batch: logits [V,1] → [regionCount, 2 * fields]: the sum of each field inside the row's blob (for the row of an element: inside
 * all its blobs), then those over the background of the row's element. Rows without voxels are 0.
 */
export function ledgerSums(logits: Tensor2D, cut: RegionCut, question: FieldQuestion): Tensor2D {
  const { batchSize, regions, regionCount, blobs } = cut;
  const isInside = new Uint8Array(regionCount).fill(1, batchSize, batchSize + blobs.length);
  const table = fieldSums(logits, { rowOfVoxel: regions, isInside }, question);
  const sums = rangeSums(table, planRanges(rangesOf(cut), regionCount, 2 * regionCount));
  return reshape(sums, [regionCount, 2 * question.fields.length]);
}

/** Two lists of ranges a row: inside, outside. */
function rangesOf({ batchSize, blobs }: RegionCut): RowRange[][] {
  const ranges: RowRange[][] = [];
  const own: RowRange[][] = [];
  let first = batchSize;
  for (let element = 0; element < batchSize; element++) {
    const background: RowRange[] = [[element, element + 1]];
    let end = first;
    while (end - batchSize < blobs.length && blobs[end - batchSize].element === element) {
      own.push([[end, end + 1]], background);
      end++;
    }
    ranges.push([[first, end]], background);
    first = end;
  }
  return [...ranges, ...own];
}
