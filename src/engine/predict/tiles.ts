/** Where the tiles of a sliding window begin along one axis, and how much each of their voxels counts. */
export interface AxisTiles {
  /** First voxel of each tile; the last tile ends with the axis. An axis shorter than a tile lies in the middle of its only one, which then begins before it. */
  readonly starts: readonly number[];
  /** weights[tile][k]: the share of the tile's k-th voxel in the result there; the shares of a voxel of the axis add up to 1. */
  readonly weights: readonly Float64Array[];
}

/** Standard deviation of the Gaussian over a tile, as a part of its length (nnU-Net's). */
const sigmaShare = 1 / 8;

/** Tiles of `size` voxels along an axis, evenly spaced, neighbours sharing at least `overlap` (0..1) of their length. */
export function tileAxis(length: number, size: number, overlap: number): AxisTiles {
  if (length <= size)
    return { starts: [0 - Math.floor((size - length) / 2)], weights: [new Float64Array(size).fill(1)] };
  const starts = startsAlong(length, size, Math.max(1, Math.floor(size * (1 - overlap))));
  const bell = gaussian(size);
  const total = new Float64Array(length);
  for (const start of starts) for (let k = 0; k < size; k++) total[start + k] += bell[k];
  return { starts, weights: starts.map((start) => bell.map((value, k) => value / total[start + k])) };
}

function startsAlong(length: number, size: number, stride: number): number[] {
  const room = length - size;
  const last = Math.ceil(room / stride);
  return Array.from({ length: last + 1 }, (_, i) => Math.round((i * room) / last));
}

function gaussian(size: number): Float64Array {
  const centre = (size - 1) / 2;
  const sigma = size * sigmaShare;
  return Float64Array.from({ length: size }, (_, k) => Math.exp(-0.5 * ((k - centre) / sigma) ** 2));
}
