import type { WorkMonitor } from '../../core/errors';
import { type Dims, voxelCount } from '../../core/volume';
import { breathe } from '../breathe';
import { addTileInto, cutTile, type Window, windowsOn } from './windows';

/** A scan, and how tiles are laid on it. */
export interface SlidingWindow {
  readonly dims: Dims;
  /** Normalised intensities, x fastest. */
  readonly scan: Float32Array;
  /** Voxels per side of a tile: the patch size of the training, because instance norm sees a whole tile. */
  readonly tileSize: number;
  /** Least share of a tile's side that it has in common with the next, 0..1. */
  readonly overlap: number;
}

/** While a device works on one tile, the next are queued, so that it does not wait for the reading of the first. */
const tilesInFlight = 3;

interface Begun {
  readonly window: Window;
  readonly answer: Promise<Float32Array>;
}

/**
 * Blends with Gaussian weights, always in the order of the tiles, what a function makes of each tile's voxels [size^3], x fastest; up to
 * three of its answers are waited for at once. Lets other tasks in after each tile, and ends, also when cancelled, with no answer under way. A tile of one
 * value is not asked about: it counts as 0, because there is nothing in it to tell apart and instance norm would magnify what rounding and padding leave there.
 */
export async function slideWindow(
  { dims, scan, tileSize, overlap }: SlidingWindow,
  monitor: WorkMonitor,
  predict: (tile: Float32Array) => Promise<Float32Array>,
): Promise<Float32Array<ArrayBuffer>> {
  const windows = windowsOn(dims, tileSize, overlap);
  const result = new Float32Array(voxelCount(dims));
  const begun: Begun[] = [];
  const addFirst = async () => {
    const [{ window, answer }] = begun;
    addTileInto(result, dims, window, tileSize, await answer);
    begun.shift();
  };
  const pause = (done: number) => breathe(monitor, done / windows.length, `tile ${done} of ${windows.length}`);
  try {
    for (const [index, window] of windows.entries()) {
      const voxels = cutTile(scan, dims, window, tileSize);
      if (!isFlat(voxels)) begun.push({ window, answer: heardLater(predict(voxels)) });
      if (begun.length === tilesInFlight) await addFirst();
      await pause(index + 1 - begun.length);
    }
    while (begun.length > 0) {
      await addFirst();
      await pause(windows.length - begun.length);
    }
  } finally {
    await Promise.allSettled(begun.map(({ answer }) => answer));
  }
  return result;
}

function isFlat(voxels: Float32Array): boolean {
  return voxels.every((value) => value === voxels[0]);
}

/** A promise whose failure may come before anyone waits for it. */
function heardLater<Value>(promise: Promise<Value>): Promise<Value> {
  promise.catch(() => {});
  return promise;
}
