import type { BenchCase } from '../benchCase';
import { boxOfRow } from '../cellBoxes';
import { logitOf } from '../logits';
import { connectedStretches } from './connectedStretches';
import { noStretches, type Stretches, stretchesInBox, stretchesWhere, voxelsOf } from './stretches';

/** From these probabilities on a voxel belongs to a body: the first that any voxel reaches. */
const levels = [0.5, 0.01].map(logitOf);

/** Marks of voxels, for short use: whoever sets some takes them away again. One byte per voxel. */
export type Marks = Uint8Array;

/**
 * What a prediction has of a blob: the predicted voxels of its cell that are connected (26) with predicted voxels of the blob;
 * where the blob itself has none, all predicted voxels of its cell. Predicted = p > 0.5, or p > 0.01 where nothing is above that.
 */
export function bodyOf(benchCase: BenchCase, logits: Float32Array, blob: number, marks: Marks): Stretches {
  const { rowOfVoxel, blobs, grid } = benchCase;
  const { dims } = grid;
  const own = blobStretches(benchCase, blob);
  const restOfCell = blobs.length + blob;
  for (const level of levels) {
    const seeds = stretchesWhere(own, dims[0], (v) => logits[v] > level);
    const passes = (v: number) => logits[v] > level && (rowOfVoxel[v] === blob || rowOfVoxel[v] === restOfCell);
    if (seeds.voxels > 0) return connectedStretches(seeds, dims, passes, marks);
    const isInCell = (v: number) => rowOfVoxel[v] === restOfCell && logits[v] > level;
    const inCell = stretchesInBox(dims, boxOfRow(benchCase, restOfCell), isInCell);
    if (inCell.voxels > 0) return inCell;
  }
  return noStretches;
}

/** A blob as the mask has it. */
export function blobStretches({ ids, blobs, grid: { dims } }: BenchCase, blob: number): Stretches {
  const { boxMin, boxMax } = blobs[blob - 1];
  return stretchesInBox(dims, { low: boxMin, high: boxMax }, (v) => ids[v] === blob);
}

/** Its voxels, ascending. */
export function voxelsOfBlob(benchCase: BenchCase, blob: number): Int32Array {
  return voxelsOf(blobStretches(benchCase, blob));
}
