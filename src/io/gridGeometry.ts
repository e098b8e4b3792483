import { type Affine, type Dims, type Grid, invertAffine, type Triple, voxelToWorld } from '../core/volume';

/** Largest distance, in mask voxels along an axis, between where a scan voxel is and the mask voxel of the same index; at a corner, since the mapping is affine. */
export function largestShift(scan: Grid, mask: Grid): number {
  const map = combined(invertAffine(mask.affine), scan.affine);
  return Math.max(
    ...corners(scan.dims, 0).flatMap((corner) =>
      voxelToWorld(map, corner).map((at, axis) => Math.abs(at - corner[axis])),
    ),
  );
}

/** False = the boxes of the two grids share no room; true = they do, or miss each other narrowly and obliquely (only face normals are tried as separating axes). */
export function doBoxesMeet(a: Grid, b: Grid): boolean {
  return overlapsAlongAxesOf(a, b) && overlapsAlongAxesOf(b, a);
}

/** In the voxel frame of `a`, its box is its index range; the other one's corners must not all lie beyond one side of it. */
function overlapsAlongAxesOf(a: Grid, b: Grid): boolean {
  const map = combined(invertAffine(a.affine), b.affine);
  const others = corners(b.dims, 0.5).map((corner) => voxelToWorld(map, corner));
  return [0, 1, 2].every((axis) => {
    const along = others.map((at) => at[axis]);
    return Math.max(...along) > -0.5 && Math.min(...along) < a.dims[axis] - 0.5;
  });
}

/** The eight corner voxels, pushed outwards by `margin` voxels. */
function corners(dims: Dims, margin: number): Triple[] {
  const ends = (axis: number) => [-margin, dims[axis] - 1 + margin];
  return ends(0).flatMap((x) => ends(1).flatMap((y) => ends(2).map((z) => [x, y, z] as const)));
}

/** The mapping that does first `inner`, then `outer`. */
export function combined(outer: Affine, inner: Affine): Affine {
  const row = (r: number) => {
    const [a, b, c, t] = outer.slice(4 * r, 4 * r + 4);
    return [0, 1, 2, 3].map((k) => a * inner[k] + b * inner[4 + k] + c * inner[8 + k] + (k === 3 ? t : 0));
  };
  return [...row(0), ...row(1), ...row(2)] as unknown as Affine;
}

/** The same mapping in a unit of length that is `factor` times smaller. */
export function scaled(affine: Affine, factor: number): Affine {
  return affine.map((value) => value * factor) as unknown as Affine;
}

/** "182 x 218 x 182 voxels of 1 x 1 x 1 mm" */
export function gridInWords({ dims, spacingMm }: Grid): string {
  return `${dims.join(' x ')} voxels of ${spacingMm.map((size) => Number(size.toPrecision(3))).join(' x ')} mm`;
}

/** World extent: "-90.5..91.5, -126.5..91.5, -72.5..109.5 mm" */
export function boxInWords(grid: Grid): string {
  const world = corners(grid.dims, 0.5).map((corner) => voxelToWorld(grid.affine, corner));
  const ranges = [0, 1, 2].map((axis) => {
    const along = world.map((at) => at[axis]);
    return `${tenths(Math.min(...along))}..${tenths(Math.max(...along))}`;
  });
  return `${ranges.join(', ')} mm`;
}

function tenths(value: number): number {
  return Number(value.toFixed(1)) + 0;
}
