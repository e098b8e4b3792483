import { type Grid, type Triple, voxelIndex } from '../../volume';

/**
 * The `count` voxels nearest (in mm) to a voxel among those that are free, ascending; ties go to the lower index. Fewer where the grid
 * has no more. Looks at growing cubes round the centre, so its cost follows the ball, not the grid.
 */
export function nearestFree(
  { dims, spacingMm }: Grid,
  centre: Triple,
  count: number,
  isFree: (voxel: number) => boolean,
): Int32Array {
  const finest = Math.min(...spacingMm);
  const largest = Math.max(...dims.map((side, a) => side * spacingMm[a]));
  for (let radiusMm = finest * (1 + Math.cbrt(count)); ; radiusMm *= 1.5) {
    const found = within(radiusMm);
    if (found.length < count && radiusMm < 2 * largest) continue;
    found.sort((a, b) => a.squaredMm - b.squaredMm || a.voxel - b.voxel);
    return Int32Array.from(found.slice(0, count), ({ voxel }) => voxel).sort();
  }

  function within(radiusMm: number): { readonly voxel: number; readonly squaredMm: number }[] {
    const found: { voxel: number; squaredMm: number }[] = [];
    const reach = (a: number) => Math.ceil(radiusMm / spacingMm[a]);
    const low = (a: number) => Math.max(0, centre[a] - reach(a));
    const high = (a: number) => Math.min(dims[a] - 1, centre[a] + reach(a));
    for (let z = low(2); z <= high(2); z++)
      for (let y = low(1); y <= high(1); y++)
        for (let x = low(0); x <= high(0); x++) {
          const voxel = voxelIndex(dims, x, y, z);
          const squaredMm = [x, y, z].reduce((sum, c, a) => sum + ((c - centre[a]) * spacingMm[a]) ** 2, 0);
          if (squaredMm <= radiusMm ** 2 && isFree(voxel)) found.push({ voxel, squaredMm });
        }
    return found;
  }
}
