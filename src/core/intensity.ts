/** The percentiles that clip a scan, for display and for the network. */
export const clipShares = [0.005, 0.995] as const;

/** A value that fills at least this share of a scan is its background: air round a masked brain, padding round a CT. */
const backgroundShare = 0.2;

/**
 * Order statistics: for each share 0..1 the voxel value at rank round(share * (n - 1)), exact, 0 for an empty array.
 * `except` leaves out the voxels of that value. Two counting passes over the bits of the float32 numbers, no sorting, no copy.
 */
export function percentiles(voxels: Float32Array, shares: readonly number[], except = Number.NaN): number[] {
  const bits = new Int32Array(voxels.buffer, voxels.byteOffset, voxels.length);
  const skipped = sortableKey(new Int32Array(new Float32Array([except]).buffer)[0]);
  const isSkipping = !Number.isNaN(except);
  const count = (keyToBin: (key: number) => number) => {
    const bins = new Int32Array(65536);
    for (let i = 0; i < bits.length; i++) {
      const key = sortableKey(bits[i]);
      if (isSkipping && key === skipped) continue;
      const bin = keyToBin(key);
      if (bin >= 0) bins[bin]++;
    }
    return bins;
  };
  const coarse = count((key) => key >>> 16);
  const total = coarse.reduce((sum, bin) => sum + bin, 0);
  if (total === 0) return shares.map(() => 0);
  return shares.map((share) => {
    const high = findRank(coarse, Math.round(share * (total - 1)));
    const fine = count((key) => (key >>> 16 === high.bin ? key & 0xffff : -1));
    return numberOf(((high.bin << 16) | findRank(fine, high.rest).bin) >>> 0);
  });
}

/**
 * A network's view of a scan: clipped to its 0.5 and 99.5 percentiles, then shifted and scaled to mean 0 and standard deviation 1.
 * The background does not count for either and becomes 0 itself, as nnU-Net does: so it looks to a convolution like the zeros beyond
 * the scan's edge, which would otherwise stand out as walls. A constant scan gives zeros. The input stays as it is.
 */
export function normaliseIntensities(voxels: Float32Array): Float32Array {
  const scale = findScale(voxels);
  const result = new Float32Array(voxels.length);
  if (!scale) return result;
  const { low, high, mean, deviation, except } = scale;
  for (let i = 0; i < voxels.length; i++)
    if (voxels[i] !== except) result[i] = (clip(voxels[i], low, high) - mean) / deviation;
  return result;
}

interface Scale {
  readonly low: number;
  readonly high: number;
  readonly mean: number;
  readonly deviation: number;
  /** The background left out of these; NaN = none. */
  readonly except: number;
}

/** The first of three readings that tells voxels apart: a mask-like scan has nothing left without its background, a very sparse one nothing within its percentiles. */
function findScale(voxels: Float32Array): Scale | null {
  const readings = [
    { except: findBackground(voxels), shares: clipShares },
    { except: Number.NaN, shares: clipShares },
    { except: Number.NaN, shares: [0, 1] },
  ];
  for (const { except, shares } of readings) {
    const [low, high] = percentiles(voxels, shares, except);
    if (low < high) return { low, high, except, ...momentsOf(voxels, { low, high, except }) };
  }
  return null;
}

/** The minimum or 0 where one of them fills enough of the scan, else NaN. */
export function findBackground(voxels: Float32Array): number {
  let minimum = Number.POSITIVE_INFINITY;
  for (let i = 0; i < voxels.length; i++) if (voxels[i] < minimum) minimum = voxels[i];
  const isBackground = (value: number) => {
    let count = 0;
    for (let i = 0; i < voxels.length; i++) if (voxels[i] === value) count++;
    return count >= backgroundShare * voxels.length;
  };
  return [minimum, 0].find(isBackground) ?? Number.NaN;
}

/** Two passes, because the difference of large sums loses the variance of a scan with a large offset. */
function momentsOf(
  voxels: Float32Array,
  { low, high, except }: { readonly low: number; readonly high: number; readonly except: number },
): { mean: number; deviation: number } {
  let count = 0;
  let sum = 0;
  for (let i = 0; i < voxels.length; i++) {
    if (voxels[i] === except) continue;
    count++;
    sum += clip(voxels[i], low, high);
  }
  const mean = sum / count;
  let squares = 0;
  for (let i = 0; i < voxels.length; i++) {
    if (voxels[i] !== except) squares += (clip(voxels[i], low, high) - mean) ** 2;
  }
  return { mean, deviation: Math.sqrt(squares / count) };
}

function clip(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}

/** Maps float32 bits to unsigned integers of the same order; both zeros become one. */
function sortableKey(bits: number): number {
  if (bits === -0x80000000) return 0x80000000;
  return bits < 0 ? ~bits >>> 0 : (bits | 0x80000000) >>> 0;
}

function numberOf(key: number): number {
  const bits = key >= 0x80000000 ? key & 0x7fffffff : ~key;
  return new Float32Array(new Int32Array([bits]).buffer)[0];
}

/** The bin that holds the element of this rank, and its rank within the bin. */
function findRank(bins: Int32Array, rank: number): { bin: number; rest: number } {
  let rest = rank;
  let bin = 0;
  while (rest >= bins[bin]) rest -= bins[bin++];
  return { bin, rest };
}
