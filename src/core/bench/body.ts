import type { Dims } from '../volume';
import { type BenchCase, cellOf } from './benchCase';
import { boxOfRow } from './cellBoxes';
import { connectedVoxels } from './connectedVoxels';
import type { Extent } from './growingBox';
import { logitOf } from './logits';
import { VoxelList } from './voxelList';

/** From these probabilities on a voxel belongs to a body: the first that any voxel reaches. */
const levels = [0.5, 0.01].map(logitOf);

/** Marks of voxels, for short use: whoever sets some takes them away again. One byte per voxel. */
export type Marks = Uint8Array;

/**
 * What a prediction has of a blob, ascending: the predicted voxels of its cell that are connected (26) with predicted voxels of the blob;
 * where the blob itself has none, all predicted voxels of its cell. Predicted = p > 0.5, or p > 0.01 where nothing is above that.
 */
export function bodyOf(benchCase: BenchCase, logits: Float32Array, blob: number, marks: Marks): Int32Array {
  const own = voxelsOfBlob(benchCase, blob);
  for (const level of levels) {
    const seeds = own.filter((v) => logits[v] > level);
    const passes = (v: number) => logits[v] > level && cellOf(benchCase, v) === blob;
    if (seeds.length > 0) return connectedVoxels(seeds, benchCase.grid.dims, passes, marks);
    const inCell = voxelsOfRow(benchCase, benchCase.blobs.length + blob, (v) => logits[v] > level);
    if (inCell.length > 0) return inCell;
  }
  return new Int32Array(0);
}

/** The voxels of a blob as the mask has it, ascending. */
export function voxelsOfBlob({ ids, blobs, grid: { dims } }: BenchCase, blob: number): Int32Array {
  const { boxMin, boxMax } = blobs[blob - 1];
  return voxelsInBox(dims, { low: boxMin, high: boxMax }, (v) => ids[v] === blob);
}

function voxelsOfRow(benchCase: BenchCase, row: number, isWanted: (voxel: number) => boolean): Int32Array {
  const { rowOfVoxel, grid } = benchCase;
  return voxelsInBox(grid.dims, boxOfRow(benchCase, row), (v) => rowOfVoxel[v] === row && isWanted(v));
}

/** Those that are wanted, ascending. */
function voxelsInBox([nx, ny]: Dims, { low, high }: Extent, isWanted: (voxel: number) => boolean): Int32Array {
  const found = new VoxelList();
  for (let z = low[2]; z <= high[2]; z++)
    for (let y = low[1]; y <= high[1]; y++) {
      const row = nx * (y + ny * z);
      for (let v = row + low[0]; v <= row + high[0]; v++) if (isWanted(v)) found.add(v);
    }
  return found.all();
}
