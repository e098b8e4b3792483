import type { Dims, Triple } from '../volume';

/** The square of 3600, a number with many divisors, so that spacings in ratios such as 5 : 3 or 9 : 10 stay exact. */
const finest = 3600 ** 2;

/** The largest squared length of a volume; `envelope.ts` needs it below 2^50 (see there), and rounding up takes a little. */
const largest = 2 ** 48;

/**
 * The squared length of a voxel step along each axis, a whole number. The unit is so small that the squared spacing (mm) of each axis is a
 * whole number of it, to 4 parts in 10^8 (the float32 spacing of a NIfTI header is no finer), and so large that no squared length within
 * `dims` is rounded. Sums of squares are then exact: two voxels at one distance compare equal, in whatever order their terms were added. With equal spacings nothing is
 * rounded at all. Throws if a spacing is not a positive number, or if they are so unequal that 48 bits cannot hold both.
 */
export function squaredLengths(dims: Dims, spacingMm: Triple): Triple {
  const shortest = Math.min(...spacingMm);
  const ratios = spacingMm.map((length) => (length / shortest) ** 2);
  const diagonal = ratios.reduce((sum, ratio, axis) => sum + ratio * dims[axis] ** 2, 0);
  const units = Math.min(finest, Math.floor(largest / diagonal));
  if (!(shortest > 0 && units > 0)) throw new Error(`cannot measure distances with a spacing of ${spacingMm} mm`);
  const [x, y, z] = ratios.map((ratio) => Math.round(ratio * units));
  return [x, y, z];
}

/** The same ratios in the smallest whole numbers, so that squared lengths are as small as they can be. */
export function inLowestTerms(weights: Triple): Triple {
  const common = weights.reduce(greatestCommonDivisor);
  const [x, y, z] = weights.map((weight) => weight / common);
  return [x, y, z];
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
