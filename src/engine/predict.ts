import type { WorkMonitor } from '../core/errors';
import type { NetworkSettings } from '../core/settings';
import { type Dims, voxelCount, voxelIndex } from '../core/volume';
import { forward, weightTensors } from './network';
import { nextTask } from './nextTask';
import { dispose, sigmoid, type Tensor5D, tensor5d, tidy } from './ops';
import { type AxisTiles, tileAxis } from './predict/tiles';

/** What is predicted, and by which weights. */
export interface PredictionInput {
  readonly network: NetworkSettings;
  readonly weights: Float32Array;
  readonly dims: Dims;
  /** Normalised intensities, x fastest. */
  readonly scan: Float32Array;
  /** Voxels per side of a tile: the patch size of the training, because instance norm sees a whole tile. */
  readonly tileSize: number;
  /** Least share of a tile's side that it has in common with the next, 0..1. */
  readonly overlap: number;
}

/** Probability of foreground at every voxel, by a sliding window whose tiles are blended with Gaussian weights. Lets other tasks in after each tile. */
export async function predictScan(input: PredictionInput, monitor: WorkMonitor): Promise<Float32Array<ArrayBuffer>> {
  const weights = weightTensors(input.network, input.weights);
  try {
    return await slideWindow(input, monitor, (tile) => predictTile(input, weights, tile));
  } finally {
    dispose(weights);
  }
}

/**
 * The same for any function from a tile's voxels [size^3], x fastest, to their probabilities. A tile of one value is not asked about: it
 * counts as 0, because there is nothing in it to tell apart and instance norm would magnify what rounding and padding leave there.
 */
export async function slideWindow(
  { dims, scan, tileSize, overlap }: Omit<PredictionInput, 'network' | 'weights'>,
  monitor: WorkMonitor,
  predict: (tile: Float32Array) => Promise<Float32Array>,
): Promise<Float32Array<ArrayBuffer>> {
  const axes = dims.map((length) => tileAxis(length, tileSize, overlap));
  const tiles = tilesOf(axes);
  const result = new Float32Array(voxelCount(dims));
  for (let index = 0; index < tiles.length; index++) {
    monitor.throwIfCancelled();
    const window = windowAt(tiles[index], axes, dims, tileSize);
    const voxels = cutTile(scan, dims, window, tileSize);
    monitor.report((index + 1) / tiles.length, `tile ${index + 1} of ${tiles.length}`);
    if (isFlat(voxels)) continue;
    addTileInto(result, dims, window, tileSize, await predict(voxels));
    await nextTask();
  }
  return result;
}

async function predictTile(
  { network, tileSize }: PredictionInput,
  weights: readonly Tensor5D[],
  voxels: Float32Array,
): Promise<Float32Array> {
  const probability = tidy(() =>
    sigmoid(forward(network, weights, tensor5d(voxels, [1, tileSize, tileSize, tileSize, 1]))),
  );
  try {
    return (await probability.data()) as Float32Array;
  } finally {
    dispose(probability);
  }
}

/** Where a tile lies on the scan, in voxels of each axis, and the weights of its voxels along each. */
interface Window {
  /** Lowest corner; negative where the scan is smaller than the tile. */
  readonly start: readonly number[];
  /** The part of the tile that is on the scan: first voxel, and one past the last. */
  readonly from: readonly number[];
  readonly to: readonly number[];
  readonly weights: readonly Float64Array[];
}

function tilesOf([x, y, z]: readonly AxisTiles[]): readonly (readonly number[])[] {
  return z.starts.flatMap((_, k) => y.starts.flatMap((_, j) => x.starts.map((_, i) => [i, j, k])));
}

function windowAt(tile: readonly number[], axes: readonly AxisTiles[], dims: Dims, size: number): Window {
  const start = tile.map((i, axis) => axes[axis].starts[i]);
  return {
    start,
    from: start.map((first) => Math.max(0, -first)),
    to: start.map((first, axis) => Math.min(size, dims[axis] - first)),
    weights: tile.map((i, axis) => axes[axis].weights[i]),
  };
}

/** The voxels under a tile; what is not on the scan is 0, as in the patches of the training. */
function cutTile(scan: Float32Array, dims: Dims, window: Window, size: number): Float32Array {
  const tile = new Float32Array(size ** 3);
  forEachRow(window, dims, size, (row, inScan, inTile) => {
    tile.set(scan.subarray(inScan, inScan + row.length), inTile);
  });
  return tile;
}

function addTileInto(result: Float32Array, dims: Dims, window: Window, size: number, tile: Float32Array): void {
  const [wx, wy, wz] = window.weights;
  forEachRow(window, dims, size, ({ length, y, z }, inScan, inTile) => {
    const weight = wy[y] * wz[z];
    const first = window.from[0];
    for (let x = 0; x < length; x++) result[inScan + x] += weight * wx[first + x] * tile[inTile + x];
  });
}

/** Visits the rows along x of the part of a tile that is on the scan, with their first index in each. */
function forEachRow(
  { start, from, to }: Window,
  dims: Dims,
  size: number,
  visit: (row: { length: number; y: number; z: number }, inScan: number, inTile: number) => void,
): void {
  const length = to[0] - from[0];
  for (let z = from[2]; z < to[2]; z++)
    for (let y = from[1]; y < to[1]; y++)
      visit(
        { length, y, z },
        voxelIndex(dims, start[0] + from[0], start[1] + y, start[2] + z),
        from[0] + size * (y + size * z),
      );
}

function isFlat(voxels: Float32Array): boolean {
  return voxels.every((value) => value === voxels[0]);
}
