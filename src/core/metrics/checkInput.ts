import type { Connectivity } from '../case';
import { type Components, labelComponents } from '../components';
import { InputError, type WorkMonitor } from '../errors';
import { type Dims, type Grid, voxelToWorld } from '../volume';

/** Most components that matching, the ledger and the bench take: more is noise, not instances. */
export const mostComponents = 20_000;

/** Throws InputError when a prediction does not lie on the voxels of its reference. */
export function checkSameGrid(reference: Grid, prediction: Grid): void {
  if (reference.dims.some((size, axis) => size !== prediction.dims[axis]))
    throw new InputError({
      found: `A prediction of ${prediction.dims.join(' x ')} voxels on a reference of ${reference.dims.join(' x ')}`,
      expected: 'both on one grid',
      todo: 'Resample the prediction onto the grid of the reference, with nearest neighbours for a mask',
    });
  const shift = largestCornerShift(reference, prediction);
  if (shift > 0.5 * Math.min(...reference.spacingMm))
    throw new InputError({
      found: `A prediction whose voxels lie up to ${Number(shift.toPrecision(3))} mm from those of the reference`,
      expected: 'less than half a voxel',
      todo: 'Resample the prediction onto the grid of the reference, or copy its header',
    });
}

/** Throws InputError on NaN, infinite values and values outside 0..1. */
export function checkProbabilities(values: ArrayLike<number>): void {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  let broken = 0;
  for (let v = 0; v < values.length; v++) {
    const value = values[v];
    if (!Number.isFinite(value)) broken++;
    else if (value < low) low = value;
    if (value > high) high = value;
  }
  if (broken > 0)
    throw new InputError({
      found: `${broken.toLocaleString('en')} voxels of the prediction are not numbers (NaN or infinite)`,
      expected: 'probabilities from 0 to 1',
      todo: 'Look for a division by zero where the prediction was made, and write it anew',
    });
  if (low < 0 || high > 1)
    throw new InputError({
      found: `The prediction has values from ${Number(low.toPrecision(3))} to ${Number(high.toPrecision(3))}`,
      expected: 'probabilities from 0 to 1',
      todo: 'Apply the sigmoid if these are logits, or divide by the largest value if they are scaled',
    });
}

/** Labels a mask (non-zero = inside; flat, x fastest). Throws InputError on more than `mostComponents`. */
export function labelInstances(
  mask: Uint8Array,
  dims: Dims,
  connectivity: Connectivity,
  monitor?: WorkMonitor,
): Components {
  const components = labelComponents(mask, dims, connectivity, monitor);
  checkCount(components.count);
  return components;
}

/** Throws InputError on more than `mostComponents`. */
export function checkCount(count: number): void {
  if (count > mostComponents)
    throw new InputError({
      found: `${count.toLocaleString('en')} connected components`,
      expected: `at most ${mostComponents.toLocaleString('en')}`,
      todo: 'Raise the threshold, or check that this is the mask: so many are noise',
    });
}

function largestCornerShift(a: Grid, b: Grid): number {
  const ends = (axis: number) => [0, a.dims[axis] - 1];
  const corners = ends(0).flatMap((x) => ends(1).flatMap((y) => ends(2).map((z) => [x, y, z] as const)));
  return Math.max(
    ...corners.map((corner) => {
      const [p, q] = [voxelToWorld(a.affine, corner), voxelToWorld(b.affine, corner)];
      return Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
    }),
  );
}
