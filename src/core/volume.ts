/** Three numbers along x, y, z (voxels or mm, as the name says). */
export type Triple = readonly [number, number, number];

/** Voxel counts along x, y, z. Arrays are flat, x fastest: index = x + nx * (y + ny * z). */
export type Dims = Triple;

/**
 * Voxel index to world millimetres (RAS+, as in NIfTI), the first three rows of a 4x4 matrix, row-major:
 * world[r] = a[4r] * x + a[4r+1] * y + a[4r+2] * z + a[4r+3], where integer voxel indices are voxel centres.
 */
export type Affine = readonly [
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
];

/** Where the voxels of a volume lie. */
export interface Grid {
  readonly dims: Dims;
  /** Edge lengths of a voxel in mm along the three array axes; always the column norms of `affine`. */
  readonly spacingMm: Triple;
  readonly affine: Affine;
}

export function voxelCount(dims: Dims): number {
  return dims[0] * dims[1] * dims[2];
}

export function voxelIndex(dims: Dims, x: number, y: number, z: number): number {
  return x + dims[0] * (y + dims[1] * z);
}

/** Voxel coordinates of a flat index. */
export function voxelAt(dims: Dims, index: number): Triple {
  const x = index % dims[0];
  const y = Math.floor(index / dims[0]) % dims[1];
  return [x, y, Math.floor(index / (dims[0] * dims[1]))];
}

export function voxelVolumeMm3(grid: Grid): number {
  return grid.spacingMm[0] * grid.spacingMm[1] * grid.spacingMm[2];
}

/** World mm (RAS+) of a voxel position, which need not be whole. */
export function voxelToWorld(affine: Affine, [x, y, z]: Triple): Triple {
  const a = affine;
  return [
    a[0] * x + a[1] * y + a[2] * z + a[3],
    a[4] * x + a[5] * y + a[6] * z + a[7],
    a[8] * x + a[9] * y + a[10] * z + a[11],
  ];
}

/** The inverse mapping, world mm to voxel positions. Throws if the affine is singular. */
export function invertAffine(affine: Affine): Affine {
  const [a, b, c, tx, d, e, f, ty, g, h, i, tz] = affine;
  const A = e * i - f * h;
  const B = f * g - d * i;
  const C = d * h - e * g;
  const determinant = a * A + b * B + c * C;
  if (!Number.isFinite(determinant) || determinant === 0)
    throw new Error(`singular affine, determinant ${determinant}`);
  const s = 1 / determinant;
  const m = [
    A * s,
    (c * h - b * i) * s,
    (b * f - c * e) * s,
    B * s,
    (a * i - c * g) * s,
    (c * d - a * f) * s,
    C * s,
    (b * g - a * h) * s,
    (a * e - b * d) * s,
  ];
  const t = [0, 1, 2].map((r) => -(m[3 * r] * tx + m[3 * r + 1] * ty + m[3 * r + 2] * tz));
  return [m[0], m[1], m[2], t[0], m[3], m[4], m[5], t[1], m[6], m[7], m[8], t[2]];
}

/** Lengths in mm of one voxel step along each array axis. */
export function spacingOf(affine: Affine): Triple {
  const column = (c: number) => Math.hypot(affine[c], affine[4 + c], affine[8 + c]);
  return [column(0), column(1), column(2)];
}

/** A grid with axis-aligned voxels of the given size, its centre voxel at the world origin. */
export function plainGrid(dims: Dims, spacingMm: Triple = [1, 1, 1]): Grid {
  const [sx, sy, sz] = spacingMm;
  const origin = (axis: number) => (-spacingMm[axis] * (dims[axis] - 1)) / 2;
  return { dims, spacingMm, affine: [sx, 0, 0, origin(0), 0, sy, 0, origin(1), 0, 0, sz, origin(2)] };
}
