import type { WorkMonitor } from '../core/errors';
import type { NetworkSettings } from '../core/settings';
import { type Dims, voxelCount } from '../core/volume';
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
export async function predictScan(input: PredictionInput, monitor: WorkMonitor): Promise<Float32Array> {
  const weights = weightTensors(input.network, input.weights);
  try {
    return await slideWindow(input, monitor, (tile) => predictTile(input, weights, tile));
  } finally {
    dispose(weights);
  }
}

/** The same for any function from a tile's voxels [size^3], x fastest, to their probabilities. */
export async function slideWindow(
  { dims, scan, tileSize, overlap }: Omit<PredictionInput, 'network' | 'weights'>,
  monitor: WorkMonitor,
  predict: (tile: Float32Array) => Promise<Float32Array>,
): Promise<Float32Array> {
  const axes = dims.map((length) => tileAxis(length, tileSize, overlap));
  const tiles = tilesOf(axes);
  const result = new Float32Array(voxelCount(dims));
  // Tiles without any contrast (air round a head) are many and all alike: what the network says of one holds for all.
  const flat = new Map<number, Float32Array>();
  for (let index = 0; index < tiles.length; index++) {
    monitor.throwIfCancelled();
    const window = windowAt(tiles[index], axes, dims, tileSize);
    const voxels = cutTile(scan, dims, window, tileSize);
    const value = isFlat(voxels) ? voxels[0] : null;
    const known = value === null ? undefined : flat.get(value);
    const probability = known ?? (await predict(voxels));
    if (value !== null) flat.set(value, probability);
    addTileInto(result, dims, window, tileSize, probability);
    monitor.report((index + 1) / tiles.length, `tile ${index + 1} of ${tiles.length}`);
    if (known === undefined) await nextTask();
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

/** The part of the scan that a tile covers, and the weights of its voxels along each axis. */
interface Window {
  readonly start: readonly number[];
  readonly extent: readonly number[];
  readonly weights: readonly Float64Array[];
}

function tilesOf([x, y, z]: readonly AxisTiles[]): readonly (readonly number[])[] {
  return z.starts.flatMap((_, k) => y.starts.flatMap((_, j) => x.starts.map((_, i) => [i, j, k])));
}

function windowAt(tile: readonly number[], axes: readonly AxisTiles[], dims: Dims, size: number): Window {
  return {
    start: tile.map((i, axis) => axes[axis].starts[i]),
    extent: dims.map((length) => Math.min(length, size)),
    weights: tile.map((i, axis) => axes[axis].weights[i]),
  };
}

/** The voxels under a tile; where the scan is smaller than the tile the rest is 0, as in the patches of the training. */
function cutTile(scan: Float32Array, dims: Dims, { start, extent }: Window, size: number): Float32Array {
  const tile = new Float32Array(size ** 3);
  for (let z = 0; z < extent[2]; z++)
    for (let y = 0; y < extent[1]; y++) {
      const from = start[0] + dims[0] * (start[1] + y + dims[1] * (start[2] + z));
      tile.set(scan.subarray(from, from + extent[0]), size * (y + size * z));
    }
  return tile;
}

function addTileInto(
  result: Float32Array,
  dims: Dims,
  { start, extent, weights }: Window,
  size: number,
  tile: Float32Array,
) {
  const [wx, wy, wz] = weights;
  for (let z = 0; z < extent[2]; z++)
    for (let y = 0; y < extent[1]; y++) {
      const weight = wy[y] * wz[z];
      const to = start[0] + dims[0] * (start[1] + y + dims[1] * (start[2] + z));
      const from = size * (y + size * z);
      for (let x = 0; x < extent[0]; x++) result[to + x] += weight * wx[x] * tile[from + x];
    }
}

function isFlat(voxels: Float32Array): boolean {
  return voxels.every((value) => value === voxels[0]);
}
