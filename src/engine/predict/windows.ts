import { type Dims, voxelIndex } from '../../core/volume';
import { tileAxis } from './tiles';

/** Where a tile lies on the scan, in voxels of each axis, and the weights of its voxels along each. */
export interface Window {
  /** Lowest corner; negative where the scan is smaller than the tile. */
  readonly start: readonly number[];
  /** The part of the tile that is on the scan: first voxel, and one past the last. */
  readonly from: readonly number[];
  readonly to: readonly number[];
  readonly weights: readonly Float64Array[];
}

/** The tiles of `size` voxels a side that cover a scan, x fastest: neighbours lie near one another in memory. */
export function windowsOn(dims: Dims, size: number, overlap: number): readonly Window[] {
  const [x, y, z] = dims.map((length) => tileAxis(length, size, overlap));
  const windowAt = (tile: readonly number[]): Window => {
    const start = [x, y, z].map(({ starts }, axis) => starts[tile[axis]]);
    return {
      start,
      from: start.map((first) => Math.max(0, -first)),
      to: start.map((first, axis) => Math.min(size, dims[axis] - first)),
      weights: [x, y, z].map(({ weights }, axis) => weights[tile[axis]]),
    };
  };
  return z.starts.flatMap((_, k) => y.starts.flatMap((_, j) => x.starts.map((_, i) => windowAt([i, j, k]))));
}

/** The voxels under a tile [size^3], x fastest; what is not on the scan is 0, as in the patches of the training. */
export function cutTile(scan: Float32Array, dims: Dims, window: Window, size: number): Float32Array {
  const tile = new Float32Array(size ** 3);
  const length = window.to[0] - window.from[0];
  forEachRow(window, dims, size, (inScan, inTile) => {
    // Rows are short: a view of each would cost more than its copy.
    for (let x = 0; x < length; x++) tile[inTile + x] = scan[inScan + x];
  });
  return tile;
}

/** Adds a tile's share of the result to it. */
export function addTileInto(result: Float32Array, dims: Dims, window: Window, size: number, tile: Float32Array): void {
  const [wx, wy, wz] = window.weights;
  const first = window.from[0];
  const length = window.to[0] - first;
  forEachRow(window, dims, size, (inScan, inTile, y, z) => {
    const weight = wy[y] * wz[z];
    for (let x = 0; x < length; x++) result[inScan + x] += weight * wx[first + x] * tile[inTile + x];
  });
}

/** Visits the rows along x of the part of a tile that is on the scan, with the index of their first voxel in each, and y and z in the tile. */
function forEachRow(
  { start, from, to }: Window,
  dims: Dims,
  size: number,
  visit: (inScan: number, inTile: number, y: number, z: number) => void,
): void {
  for (let z = from[2]; z < to[2]; z++)
    for (let y = from[1]; y < to[1]; y++)
      visit(voxelIndex(dims, start[0] + from[0], start[1] + y, start[2] + z), from[0] + size * (y + size * z), y, z);
}
