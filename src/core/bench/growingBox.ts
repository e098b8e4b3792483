import type { Box } from '../content';
import { type Dims, type Triple, voxelAt } from '../volume';

/** Inclusive bounds in voxels. */
export interface Extent {
  readonly low: Triple;
  readonly high: Triple;
}

export function boxOfExtent({ low, high }: Extent): Box {
  const size = (a: number) => high[a] - low[a] + 1;
  return { start: [low[0], low[1], low[2]], dims: [size(0), size(1), size(2)] };
}

/** The smallest box that holds all that was added. */
export class GrowingBox {
  readonly low: [number, number, number] = [
    Number.POSITIVE_INFINITY,
    Number.POSITIVE_INFINITY,
    Number.POSITIVE_INFINITY,
  ];
  readonly high: [number, number, number] = [-1, -1, -1];

  add({ low, high }: Extent): void {
    for (let a = 0; a < 3; a++) {
      this.low[a] = Math.min(this.low[a], low[a]);
      this.high[a] = Math.max(this.high[a], high[a]);
    }
  }

  addVoxel(x: number, y: number, z: number): void {
    const { low, high } = this;
    if (x < low[0]) low[0] = x;
    if (x > high[0]) high[0] = x;
    if (y < low[1]) low[1] = y;
    if (y > high[1]) high[1] = y;
    if (z < low[2]) low[2] = z;
    if (z > high[2]) high[2] = z;
  }

  /** So many voxels to either side of a place along an axis. */
  reach(axis: number, at: number, by: number): void {
    if (at - by < this.low[axis]) this.low[axis] = at - by;
    if (at + by > this.high[axis]) this.high[axis] = at + by;
  }

  /** Leaves what lies on a grid. */
  cut(dims: Dims): void {
    for (let a = 0; a < 3; a++) {
      this.low[a] = Math.max(0, this.low[a]);
      this.high[a] = Math.min(dims[a] - 1, this.high[a]);
    }
  }

  box(): Box {
    return boxOfExtent(this);
  }
}

/** Boxes round voxels, those of each tile of 32 voxels a side by themselves: so voxels far apart have boxes of their own. */
export class Tiles {
  private readonly tiles = new Map<number, GrowingBox>();

  constructor(private readonly dims: Dims) {}

  /** The voxels start..end - 1 of one row along x. */
  addRun(start: number, end: number): void {
    const [x, y, z] = voxelAt(this.dims, start);
    const last = x + end - 1 - start;
    for (let from = x; from <= last; ) {
      const to = Math.min(last, from | 31);
      this.tileOf(from, y, z).add({ low: [from, y, z], high: [to, y, z] });
      from = to + 1;
    }
  }

  private tileOf(x: number, y: number, z: number): GrowingBox {
    // No grid has so many tiles along an axis.
    const key = (x >> 5) + 4096 * ((y >> 5) + 4096 * (z >> 5));
    const tile = this.tiles.get(key) ?? new GrowingBox();
    this.tiles.set(key, tile);
    return tile;
  }

  extents(): Extent[] {
    return [...this.tiles.values()];
  }
}

/** More boxes than this are taken as one: comparing each with each would cost more. */
const mostBoxes = 200;

/** Boxes that hold all of the extents, none of which touches another, not even by a corner. */
export function boxesApart(extents: readonly Extent[]): Box[] {
  const isMany = extents.length > mostBoxes;
  let apart: GrowingBox[] = [];
  for (const extent of extents) {
    const joined = new GrowingBox();
    joined.add(extent);
    // A box that has grown may touch what it did not touch before.
    for (let before = -1; before !== apart.length; ) {
      before = apart.length;
      const touched = apart.filter((one) => isMany || doTouch(joined, one));
      for (const one of touched) joined.add(one);
      apart = apart.filter((one) => !touched.includes(one));
    }
    apart.push(joined);
  }
  return apart.map((one) => one.box());
}

function doTouch(a: Extent, b: Extent): boolean {
  return [0, 1, 2].every((axis) => a.low[axis] <= b.high[axis] + 1 && b.low[axis] <= a.high[axis] + 1);
}
