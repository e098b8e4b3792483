import type { Dims, Triple } from '../core/volume';

/** How the picture's order of voxels (right, anterior, superior) walks the scan's own array: index = start + steps · (x, y, z). */
export interface DisplayOrder {
  readonly dims: Triple;
  readonly start: number;
  readonly steps: Triple;
  /** The scan's array axis behind each display axis. */
  readonly axes: Triple;
}

/** The order from NiiVue's `permRAS`: for each display axis ± the scan axis (1..3) that runs along it, negative = backwards. */
export function displayOrder(scanDims: Dims, permRas: readonly number[]): DisplayOrder {
  const strides = [1, scanDims[0], scanDims[0] * scanDims[1]];
  const axes = triple((d) => Math.abs(permRas[d]) - 1);
  const dims = triple((d) => scanDims[axes[d]]);
  const steps = triple((d) => Math.sign(permRas[d]) * strides[axes[d]]);
  const start = [0, 1, 2].reduce((sum, d) => sum + (steps[d] < 0 ? -steps[d] * (dims[d] - 1) : 0), 0);
  return { dims, start, steps, axes };
}

/** The scan's voxel behind a display voxel. */
export function displayToScan(order: DisplayOrder, voxel: Triple): Triple {
  const scan = [0, 0, 0];
  for (let d = 0; d < 3; d++) scan[order.axes[d]] = along(order, d, voxel[d]);
  return [scan[0], scan[1], scan[2]];
}

/** The display voxel of a voxel of the scan. */
export function scanToDisplay(order: DisplayOrder, voxel: Triple): Triple {
  return triple((d) => along(order, d, voxel[order.axes[d]]));
}

/** Flips where the axis runs backwards; its own inverse. */
function along({ dims, steps }: DisplayOrder, axis: number, position: number): number {
  return steps[axis] < 0 ? dims[axis] - 1 - position : position;
}

function triple(of: (axis: number) => number): Triple {
  return [of(0), of(1), of(2)];
}
