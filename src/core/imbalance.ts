import type { Blob, Imbalance } from './case';

/** How unequal the blobs are and how little of the volume they fill; `voxelTotal` is the number of voxels of the scan. */
export function measureImbalance(blobs: readonly Pick<Blob, 'voxels'>[], voxelTotal: number): Imbalance {
  const sizes = blobs.map((blob) => blob.voxels).sort((a, b) => a - b);
  const foregroundVoxels = sum(sizes);
  const largest = sizes.at(-1) ?? 0;
  const ratio = (part: number, whole: number) => (whole === 0 ? 0 : part / whole);
  return {
    blobCount: sizes.length,
    foregroundVoxels,
    foregroundShare: ratio(foregroundVoxels, voxelTotal),
    largestShare: ratio(largest, foregroundVoxels),
    smallerHalfShare: ratio(sum(sizes.slice(0, Math.floor(sizes.length / 2))), foregroundVoxels),
    gini: ratio(rankedSpread(sizes), sizes.length * foregroundVoxels),
    diceOfLargestAlone: ratio(2 * largest, largest + foregroundVoxels),
  };
}

/** The numerator of the Gini coefficient sum_i (2i - N - 1) x_i / (N sum x), sizes rising, i from 1. */
function rankedSpread(rising: readonly number[]): number {
  return rising.reduce((total, size, i) => total + (2 * (i + 1) - rising.length - 1) * size, 0);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
