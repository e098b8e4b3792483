import { type Dims, voxelIndex } from '../../core/volume';
import { type AxisTiles, tileAxis } from './tiles';

/** The tiles that lie side by side along x, from one end of the scan to the other: the piece of work that one worker does. */
export interface TileRow {
  /** Its place in the order in which rows are added up, y fastest. */
  readonly index: number;
  /** First voxel along y and z; negative where the scan is smaller than a tile. */
  readonly start: readonly [y: number, z: number];
  /** Shares of its voxels in the result along y and z. */
  readonly weights: readonly [y: Float64Array, z: Float64Array];
}

/** The rows of tiles of `size` voxels a side that cover a scan, and the tiles of every row along x. */
export function rowsOn(
  dims: Dims,
  size: number,
  overlap: number,
): { readonly rows: readonly TileRow[]; readonly along: AxisTiles } {
  const [along, y, z] = dims.map((length) => tileAxis(length, size, overlap));
  const rows = z.starts.flatMap((startZ, k) =>
    y.starts.map(
      (startY, j): TileRow => ({
        index: k * y.starts.length + j,
        start: [startY, startZ],
        weights: [y.weights[j], z.weights[k]],
      }),
    ),
  );
  return { rows, along };
}

/** Writes the voxels under a row [nx, size, size], x fastest; what is not on the scan is 0, as in the patches of the training. */
export function cutRow(scan: Float32Array, dims: Dims, row: TileRow, size: number, voxels: Float32Array): void {
  if (Math.min(dims[1], dims[2]) < size) voxels.fill(0);
  forEachLine(row, dims, size, (inScan, inRow) => voxels.set(scan.subarray(inScan, inScan + dims[0]), inRow));
}

/** Adds a row's share of the result to it. */
export function addRowInto(result: Float32Array, dims: Dims, row: TileRow, size: number, voxels: Float32Array): void {
  const [wy, wz] = row.weights;
  forEachLine(row, dims, size, (inScan, inRow, y, z) => {
    const weight = wy[y] * wz[z];
    for (let x = 0; x < dims[0]; x++) result[inScan + x] += weight * voxels[inRow + x];
  });
}

/** Writes the tile [size^3] of a row [length, size, size] that begins at `start` along x; 0 beyond the ends. */
export function cutTile(row: Float32Array, length: number, start: number, size: number, tile: Float32Array): void {
  const [from, to] = partOn(length, start, size);
  if (to - from < size) tile.fill(0);
  // Lines are short: a view of each would cost more than its copy.
  for (let line = 0; line < size * size; line++)
    for (let x = from; x < to; x++) tile[line * size + x] = row[line * length + start + x];
}

/** Adds a tile's share to its row. */
export function addTileInto(
  row: Float32Array,
  length: number,
  start: number,
  weights: Float64Array,
  tile: Float32Array,
): void {
  const size = weights.length;
  const [from, to] = partOn(length, start, size);
  for (let line = 0; line < size * size; line++)
    for (let x = from; x < to; x++) row[line * length + start + x] += weights[x] * tile[line * size + x];
}

/** The part of a tile that is on an axis of this length: its first voxel, and one past its last. */
function partOn(length: number, start: number, size: number): [number, number] {
  return [Math.max(0, -start), Math.min(size, length - start)];
}

/** Visits the lines along x of the part of a row that is on the scan, with the index of their first voxel in each, and y and z in the row. */
function forEachLine(
  { start }: TileRow,
  dims: Dims,
  size: number,
  visit: (inScan: number, inRow: number, y: number, z: number) => void,
): void {
  const [fromY, toY] = partOn(dims[1], start[0], size);
  const [fromZ, toZ] = partOn(dims[2], start[1], size);
  for (let z = fromZ; z < toZ; z++)
    for (let y = fromY; y < toY; y++)
      visit(voxelIndex(dims, 0, start[0] + y, start[1] + z), dims[0] * (y + size * z), y, z);
}
