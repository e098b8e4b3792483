import { type BenchCase, cellOf } from './benchCase';
import { logitOf } from './logits';
import { neighboursOn } from './neighbours';
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
    if (seeds.length > 0) return connected(benchCase, logits, { blob, level, seeds }, marks);
    const inCell = voxelsOfRow(benchCase, benchCase.blobs.length + blob, (v) => logits[v] > level);
    if (inCell.length > 0) return inCell;
  }
  return new Int32Array(0);
}

/** The voxels of a blob as the mask has it, ascending. */
export function voxelsOfBlob({ ids, blobs, grid: { dims } }: BenchCase, blob: number): Int32Array {
  const { boxMin, boxMax, voxels } = blobs[blob - 1];
  const found = new Int32Array(voxels);
  let count = 0;
  for (let z = boxMin[2]; z <= boxMax[2]; z++)
    for (let y = boxMin[1]; y <= boxMax[1]; y++) {
      const row = dims[0] * (y + dims[1] * z);
      for (let v = row + boxMin[0]; v <= row + boxMax[0]; v++) if (ids[v] === blob) found[count++] = v;
    }
  return found;
}

function voxelsOfRow({ rowOfVoxel }: BenchCase, row: number, isWanted: (voxel: number) => boolean): Int32Array {
  const found = new VoxelList();
  for (let v = 0; v < rowOfVoxel.length; v++) if (rowOfVoxel[v] === row && isWanted(v)) found.add(v);
  return found.all();
}

function connected(
  benchCase: BenchCase,
  logits: Float32Array,
  { blob, level, seeds }: { readonly blob: number; readonly level: number; readonly seeds: Int32Array },
  marks: Marks,
): Int32Array {
  const { of, found } = neighboursOn(benchCase.grid.dims, 26);
  const body = new VoxelList();
  for (const v of seeds) {
    marks[v] = 1;
    body.add(v);
  }
  for (let at = 0; at < body.length; at++) {
    const count = of(body.at(at));
    for (let i = 0; i < count; i++) {
      const v = found[i];
      if (marks[v] !== 0 || logits[v] <= level || cellOf(benchCase, v) !== blob) continue;
      marks[v] = 1;
      body.add(v);
    }
  }
  const voxels = body.ascending();
  for (const v of voxels) marks[v] = 0;
  return voxels;
}
