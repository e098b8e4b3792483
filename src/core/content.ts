import { findBackground } from './intensity';
import { type Dims, type Triple, voxelCount, voxelIndex } from './volume';

/** A box of voxels on a grid. */
export interface Box {
  readonly start: Triple;
  readonly dims: Dims;
}

/**
 * The smallest box that holds every blob and every voxel that is not background (`findBackground`); the whole grid where there is no
 * background, or nothing else. nnU-Net crops its scans in this way: an empty margin teaches nothing and costs most of a prediction.
 */
export function findContentBox(scan: Float32Array, ids: Int32Array, dims: Dims): Box {
  const background = findBackground(scan);
  const low = [dims[0], dims[1], dims[2]];
  const high = [-1, -1, -1];
  let index = 0;
  for (let z = 0; z < dims[2]; z++)
    for (let y = 0; y < dims[1]; y++)
      for (let x = 0; x < dims[0]; x++, index++) {
        if (scan[index] === background && ids[index] === 0) continue;
        if (x < low[0]) low[0] = x;
        if (y < low[1]) low[1] = y;
        if (z < low[2]) low[2] = z;
        if (x > high[0]) high[0] = x;
        if (y > high[1]) high[1] = y;
        if (z > high[2]) high[2] = z;
      }
  if (high[0] < 0) return { start: [0, 0, 0], dims };
  return {
    start: [low[0], low[1], low[2]],
    dims: [high[0] - low[0] + 1, high[1] - low[1] + 1, high[2] - low[2] + 1],
  };
}

/** The part of an array on a grid, x fastest, that lies in the box; the array itself where the box is the whole grid. */
export function cutBox<Voxels extends Float32Array | Int32Array>(voxels: Voxels, dims: Dims, box: Box): Voxels {
  if (voxelCount(box.dims) === voxelCount(dims)) return voxels;
  const result = voxels.slice(0, voxelCount(box.dims)) as Voxels;
  forEachRow(dims, box, (onGrid, inBox) => result.set(voxels.subarray(onGrid, onGrid + box.dims[0]), inBox));
  return result;
}

/** The way back: values in the box, and 0 on the rest of the grid. */
export function spreadBox(values: Float32Array<ArrayBuffer>, dims: Dims, box: Box): Float32Array<ArrayBuffer> {
  if (voxelCount(box.dims) === voxelCount(dims)) return values;
  const result = new Float32Array(voxelCount(dims));
  forEachRow(dims, box, (onGrid, inBox) => result.set(values.subarray(inBox, inBox + box.dims[0]), onGrid));
  return result;
}

function forEachRow(dims: Dims, { start, dims: size }: Box, visit: (onGrid: number, inBox: number) => void): void {
  for (let z = 0; z < size[2]; z++)
    for (let y = 0; y < size[1]; y++)
      visit(voxelIndex(dims, start[0], start[1] + y, start[2] + z), voxelIndex(size, 0, y, z));
}
