import type { Box } from '../../content';
import type { Dims, Triple } from '../../volume';
import type { Extent } from '../growingBox';

/** Voxels along each side of a tile, a power of two. */
export const tileSide = 8;
const tileShift = 3;

/**
 * How far the voxels of each tile of a grid lie at most from what is nearest to them (squared distances): tells in which tiles something
 * new may be nearer. May be too large where a tile was measured in part, never too small.
 */
export class TileReach {
  private readonly count: Triple;
  private readonly reaches: Float64Array;

  /** `weights` = squared steps along the axes, in the unit of the squared distances. */
  constructor(
    private readonly dims: Dims,
    private readonly weights: Triple,
  ) {
    const [x, y, z] = dims.map((size) => Math.ceil(size / tileSide));
    this.count = [x, y, z];
    this.reaches = new Float64Array(x * y * z);
  }

  /** How many tiles there are. */
  get size(): number {
    return this.reaches.length;
  }

  /** Tiles that lie wholly in the box are to be measured anew. */
  forget({ start, dims }: Box): void {
    const low = start.map((at) => Math.ceil(at / tileSide));
    const high = start.map((at, axis) => {
      const end = at + dims[axis];
      return (end === this.dims[axis] ? this.count[axis] : Math.floor(end / tileSide)) - 1;
    });
    this.forEachTile({ low, high }, (tile) => {
      this.reaches[tile] = 0;
    });
  }

  /** Measures the voxels `from` .. `to` - 1 of a stretch along x that begins at x, y, z. */
  raise(x: number, y: number, z: number, squares: Float64Array, from: number, to: number): void {
    const { reaches } = this;
    const row = this.count[0] * ((y >> tileShift) + this.count[1] * (z >> tileShift));
    for (let k = from; k < to; k++) {
      const tile = row + ((x + k) >> tileShift);
      if (squares[k] > reaches[tile]) reaches[tile] = squares[k];
    }
  }

  /** Takes the extents of all tiles in which something within the extent may be as near as what is nearest, x fastest. */
  forEachNearer({ low, high }: Extent, take: (tile: Extent) => void): void {
    const all = { low: [0, 0, 0], high: this.count.map((tiles) => tiles - 1) };
    this.forEachTile(all, (tile, at) => {
      let squared = 0;
      for (let axis = 0; axis < 3; axis++) {
        const first = tileSide * at[axis];
        const gap = Math.max(0, low[axis] - Math.min(first + tileSide, this.dims[axis]) + 1, first - high[axis]);
        squared += this.weights[axis] * gap * gap;
      }
      if (squared <= this.reaches[tile]) take(this.extentOf(at));
    });
  }

  private extentOf(at: Triple): Extent {
    const [x, y, z] = at.map((tile) => tile * tileSide);
    const [nx, ny, nz] = this.dims;
    const high: Triple = [
      Math.min(nx, x + tileSide) - 1,
      Math.min(ny, y + tileSide) - 1,
      Math.min(nz, z + tileSide) - 1,
    ];
    return { low: [x, y, z], high };
  }

  private forEachTile(
    { low, high }: { readonly low: readonly number[]; readonly high: readonly number[] },
    visit: (tile: number, at: Triple) => void,
  ): void {
    const [cx, cy] = this.count;
    for (let z = low[2]; z <= high[2]; z++)
      for (let y = low[1]; y <= high[1]; y++)
        for (let x = low[0]; x <= high[0]; x++) visit(x + cx * (y + cy * z), [x, y, z]);
  }
}
