import { blurInto } from '../../phantoms/gaussian';
import { addNoise } from '../../phantoms/noise';
import { createRandom } from '../../random';
import { type Grid, plainGrid, type Triple } from '../../volume';
import { nearestFree } from '../edits/ball';

/** A made-up case. */
export interface MadeCase {
  readonly name: string;
  readonly grid: Grid;
  readonly scan: Float32Array;
  /** 1 = foreground. */
  readonly mask: Uint8Array;
}

/** In the printed example 3 of 16 metastases are found. */
export const foundOfSixteen = 3;
export const missedOfSixteen = 13;

const side = 64;

/**
 * The printed example "3 of 16 found" (Bouteille et al., arXiv 2511.17146, figure 1: Dice loss 0.061, blob-Dice 0.8125) rebuilt: 16 balls in a
 * bright oval, 1 mm voxels. The scan of the figure is not public; the sizes are chosen so that missing the 13 smallest costs what is
 * printed: with I of T voxels found the Dice loss is (T - I) / (T + I), so I must be 7.70 times T - I; the blob term is 13 / 16 whatever the sizes.
 */
export function makeThreeOfSixteen(): MadeCase {
  const grid = plainGrid([side, side, side]);
  const mask = new Uint8Array(side ** 3);
  for (const { centre, voxels } of metastases)
    for (const v of nearestFree(grid, centre, voxels, () => true)) mask[v] = 1;
  return { name: '3 of 16 found', grid, scan: scanOf(mask), mask };
}

/** Voxels from the middle, and sizes: three large ones of 5,042 voxels together, 13 small ones of 655. */
const metastases: readonly { readonly centre: Triple; readonly voxels: number }[] = (
  [
    [44, 40, 34, 2900],
    [20, 24, 28, 1420],
    [32, 44, 50, 722],
    [18, 42, 40, 130],
    [46, 20, 30, 105],
    [30, 18, 44, 88],
    [32, 30, 12, 72],
    [12, 32, 24, 60],
    [52, 28, 44, 50],
    [26, 52, 30, 42],
    [40, 26, 52, 34],
    [20, 30, 50, 26],
    [36, 12, 24, 19],
    [48, 30, 16, 13],
    [24, 12, 30, 10],
    [30, 34, 30, 6],
  ] as const
).map(([x, y, z, voxels]) => ({ centre: [x, y, z], voxels }));

function scanOf(mask: Uint8Array): Float32Array {
  const middle = (side - 1) / 2;
  const scan = Float32Array.from(mask, (isBlob, v) => {
    const [x, y, z] = [v % side, Math.floor(v / side) % side, Math.floor(v / side ** 2)];
    const out = Math.hypot((x - middle) / 29, (y - middle) / 30, (z - middle) / 28);
    return isBlob ? 1.6 : out < 1 ? 1 : 0;
  });
  blurInto(scan, side, 0.7);
  addNoise(scan, 0.06, createRandom(16));
  return scan;
}
