import type { WorkMonitor } from '../errors';
import { createRandom, type Random } from '../random';
import type { PhantomSettings } from './settings';

/** What a kind of phantom is made from. The three streams are independent, so that one control leaves the rest as it was. */
export interface Scene {
  readonly settings: PhantomSettings;
  readonly size: number;
  readonly tissueRandom: Random;
  readonly blobRandom: Random;
  readonly noiseRandom: Random;
  readonly monitor: WorkMonitor;
}

/** What a kind makes: a cube of intensities and one of instance ids (0 = background), both x fastest. */
export interface Picture {
  readonly spacingMm: number;
  readonly scan: Float32Array;
  readonly instances: Int32Array;
}

export function createScene(settings: PhantomSettings, monitor: WorkMonitor): Scene {
  const stream = (number: number) => createRandom(settings.seed, number);
  return {
    settings,
    size: settings.size,
    tissueRandom: stream(1),
    blobRandom: stream(2),
    noiseRandom: stream(3),
    monitor,
  };
}

/** Calls `visit` for every voxel of a cube in array order with its position relative to the middle, in units of `step`. */
export function forEachVoxel(
  size: number,
  step: number,
  visit: (x: number, y: number, z: number, index: number) => void,
): void {
  const middle = (size - 1) / 2;
  let index = 0;
  for (let z = 0; z < size; z++) {
    for (let y = 0; y < size; y++) {
      for (let x = 0; x < size; x++) visit((x - middle) * step, (y - middle) * step, (z - middle) * step, index++);
    }
  }
}

/** 0 below `from`, 1 above `to`, smooth between. */
export function smoothStep(from: number, to: number, value: number): number {
  const t = Math.min(1, Math.max(0, (value - from) / (to - from)));
  return t * t * (3 - 2 * t);
}
