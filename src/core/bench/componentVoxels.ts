import { voxelCount } from '../volume';
import type { Component, FollowingComponents } from './following/followingComponents';

/** Does something with each voxel of some components, in the order of the grid; `which` = place in `chosen`. */
export function visitComponents(
  { ids, dims: [nx, ny], count }: FollowingComponents,
  chosen: readonly Component[],
  visit: (voxel: number, which: number) => void,
): void {
  const inBoxes = chosen.reduce((sum, { low, high }) => sum + voxelCount(sidesOf(low, high)), 0);
  // Boxes that overlap may hold far more than the grid does.
  if (inBoxes > ids.length) {
    visitAll(ids, count, chosen, visit);
    return;
  }
  chosen.forEach(({ number, low, high }, which) => {
    for (let z = low[2]; z <= high[2]; z++)
      for (let y = low[1]; y <= high[1]; y++) {
        const row = nx * (y + ny * z);
        for (let v = row + low[0]; v <= row + high[0]; v++) if (ids[v] === number) visit(v, which);
      }
  });
}

function visitAll(
  all: Int32Array,
  count: number,
  chosen: readonly Component[],
  visit: (voxel: number, which: number) => void,
): void {
  const placeOf = new Int32Array(count + 1).fill(-1);
  chosen.forEach(({ number }, which) => {
    placeOf[number] = which;
  });
  for (let v = 0; v < all.length; v++) {
    const which = placeOf[all[v]];
    if (which >= 0) visit(v, which);
  }
}

function sidesOf(low: readonly number[], high: readonly number[]): [number, number, number] {
  return [high[0] - low[0] + 1, high[1] - low[1] + 1, high[2] - low[2] + 1];
}
