import type { Dims } from '../../volume';

/** Where voxels lie that mostly come row by row: divides only where a new row begins. */
export class RowWalk {
  /** The flat index of the first voxel of the row, and one beyond its last. */
  start = 0;
  end = 0;
  y = 0;
  z = 0;

  constructor(private readonly dims: Dims) {}

  /** Goes to the row of a voxel. */
  to(voxel: number): void {
    if (voxel >= this.start && voxel < this.end) return;
    const [nx, ny] = this.dims;
    const row = Math.floor(voxel / nx);
    this.start = row * nx;
    this.end = this.start + nx;
    this.y = row % ny;
    this.z = (row - this.y) / ny;
  }

  /** Whether a voxel of the row has six neighbours across faces on the grid. */
  isInside(voxel: number): boolean {
    const [, ny, nz] = this.dims;
    const { y, z } = this;
    return voxel > this.start && voxel < this.end - 1 && y > 0 && y < ny - 1 && z > 0 && z < nz - 1;
  }
}
