import type { Dims } from '../volume';

/** Visits the neighbours of a voxel that lie on the grid: the 6 across faces, or all 26. */
export function forEachNeighbour([nx, ny, nz]: Dims, voxel: number, count: 6 | 26, visit: (v: number) => void): void {
  const x = voxel % nx;
  const y = Math.floor(voxel / nx) % ny;
  const z = Math.floor(voxel / (nx * ny));
  if (count === 6) {
    if (x > 0) visit(voxel - 1);
    if (x < nx - 1) visit(voxel + 1);
    if (y > 0) visit(voxel - nx);
    if (y < ny - 1) visit(voxel + nx);
    if (z > 0) visit(voxel - nx * ny);
    if (z < nz - 1) visit(voxel + nx * ny);
    return;
  }
  for (let zz = Math.max(0, z - 1); zz <= Math.min(nz - 1, z + 1); zz++)
    for (let yy = Math.max(0, y - 1); yy <= Math.min(ny - 1, y + 1); yy++)
      for (let xx = Math.max(0, x - 1); xx <= Math.min(nx - 1, x + 1); xx++) {
        const v = xx + nx * (yy + ny * zz);
        if (v !== voxel) visit(v);
      }
}
