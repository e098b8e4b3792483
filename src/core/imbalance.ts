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

/** One bar of a size histogram: blobs of fromVoxels <= voxels < toVoxels. */
export interface SizeBin {
  readonly fromVoxels: number;
  readonly toVoxels: number;
  readonly blobCount: number;
  /** Foreground voxels held by these blobs. */
  readonly voxels: number;
}

/** Bins of equal width on a log10 axis, edges at 10^(k / binsPerDecade), from the smallest blob's to the largest's without gaps. */
export function sizeHistogram(blobs: readonly Pick<Blob, 'voxels'>[], binsPerDecade = 4): SizeBin[] {
  const sizes = blobs.map((blob) => blob.voxels);
  if (sizes.length === 0) return [];
  const bins = sizes.map((size) => binOf(size, binsPerDecade));
  const lowest = bins.reduce((a, b) => Math.min(a, b));
  const highest = bins.reduce((a, b) => Math.max(a, b));
  const counts = new Array<number>(highest - lowest + 1).fill(0);
  const voxels = new Array<number>(highest - lowest + 1).fill(0);
  bins.forEach((bin, n) => {
    counts[bin - lowest]++;
    voxels[bin - lowest] += sizes[n];
  });
  return counts.map((blobCount, k) => ({
    fromVoxels: edge(lowest + k, binsPerDecade),
    toVoxels: edge(lowest + k + 1, binsPerDecade),
    blobCount,
    voxels: voxels[k],
  }));
}

/** The numerator of the Gini coefficient sum_i (2i - N - 1) x_i / (N sum x), sizes rising, i from 1. */
function rankedSpread(rising: readonly number[]): number {
  return rising.reduce((total, size, i) => total + (2 * (i + 1) - rising.length - 1) * size, 0);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function edge(k: number, binsPerDecade: number): number {
  return 10 ** (k / binsPerDecade);
}

/** Compared with the edges themselves, because a rounded logarithm can put 1000 below 10^3. */
function binOf(size: number, binsPerDecade: number): number {
  const k = Math.round(Math.log10(size) * binsPerDecade);
  return size >= edge(k, binsPerDecade) ? k : k - 1;
}
