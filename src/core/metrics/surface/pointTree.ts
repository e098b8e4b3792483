import type { Triple } from '../../volume';

/** Places on a grid, x, y, z of place k at 3k, 3k + 1, 3k + 2. */
export type Points = Int32Array;

/**
 * Rounding may make the bound of a box so much too large. So bounds are taken a little lower, and the distance that is found is the smallest
 * of all to the last bit: it depends on no order of search.
 */
export const boundMargin = 1 - 1e-12;

/** Most points that are compared one by one. */
const leafSize = 12;

/**
 * A k-d tree (Bentley 1975, Friedman et al. 1977): the exact squared distance in mm² from a place to the nearest of its points, at a cost
 * that follows the number of points and not the size of the grid. Steps along an axis are counted before they are measured: so the same
 * steps have the same length wherever they are.
 */
export class PointTree {
  private readonly points: Points;
  /** Cut of each inner node, children of node n at 2n + 1 and 2n + 2; the axis and where along it. */
  private readonly axes: Uint8Array;
  private readonly cuts: Int32Array;
  private readonly count: number;
  private readonly target = new Float64Array(3);
  /** From the target to the box of the node in question, along each axis. */
  private readonly offsets = new Float64Array(3);
  private best = Number.POSITIVE_INFINITY;
  private nearest = 0;

  /** Puts the points in the tree's order; the array becomes the tree's own. */
  constructor(
    points: Points,
    private readonly spacingMm: Triple,
  ) {
    this.points = points;
    this.count = points.length / 3;
    const nodes = 2 ** (1 + Math.max(0, Math.ceil(Math.log2(this.count / leafSize))));
    this.axes = new Uint8Array(nodes);
    this.cuts = new Int32Array(nodes);
    this.build(0, 0, this.count);
  }

  /** Squared distance to the nearest point, or `within` where none is nearer than that. Fast where one asks for places near the one before. */
  squaredDistance(x: number, y: number, z: number, within = Number.POSITIVE_INFINITY): number {
    if (this.count === 0) return within;
    this.target[0] = x;
    this.target[1] = y;
    this.target[2] = z;
    this.best = Math.min(within, this.squaredTo(this.nearest));
    this.offsets.fill(0);
    if (this.best > 0) this.search(0, 0, this.count, 0);
    return this.best;
  }

  private build(node: number, from: number, to: number): void {
    if (to - from <= leafSize) return;
    const axis = this.widestAxis(from, to);
    const middle = (from + to) >> 1;
    select(this.points, axis, from, to - 1, middle);
    this.axes[node] = axis;
    this.cuts[node] = this.points[3 * middle + axis];
    this.build(2 * node + 1, from, middle);
    this.build(2 * node + 2, middle, to);
  }

  private widestAxis(from: number, to: number): number {
    let widest = 0;
    let width = -1;
    for (let axis = 0; axis < 3; axis++) {
      let low = Number.POSITIVE_INFINITY;
      let high = Number.NEGATIVE_INFINITY;
      for (let k = 3 * from + axis; k < 3 * to; k += 3) {
        if (this.points[k] < low) low = this.points[k];
        if (this.points[k] > high) high = this.points[k];
      }
      const mm = (high - low) * this.spacingMm[axis];
      if (mm <= width) continue;
      width = mm;
      widest = axis;
    }
    return widest;
  }

  /** `squared` = squared distance to the box of this node. */
  private search(node: number, from: number, to: number, squared: number): void {
    if (to - from <= leafSize) {
      this.searchLeaf(from, to);
      return;
    }
    const axis = this.axes[node];
    const middle = (from + to) >> 1;
    const beyond = (this.target[axis] - this.cuts[node]) * this.spacingMm[axis];
    const isLow = beyond < 0;
    if (isLow) this.search(2 * node + 1, from, middle, squared);
    else this.search(2 * node + 2, middle, to, squared);
    const offset = this.offsets[axis];
    const farther = squared - offset * offset + beyond * beyond;
    if (farther * boundMargin >= this.best) return;
    this.offsets[axis] = beyond;
    if (isLow) this.search(2 * node + 2, middle, to, farther);
    else this.search(2 * node + 1, from, middle, farther);
    this.offsets[axis] = offset;
  }

  private searchLeaf(from: number, to: number): void {
    for (let k = from; k < to; k++) {
      const squared = this.squaredTo(k);
      if (squared >= this.best) continue;
      this.best = squared;
      this.nearest = k;
    }
  }

  private squaredTo(k: number): number {
    const dx = (this.points[3 * k] - this.target[0]) * this.spacingMm[0];
    const dy = (this.points[3 * k + 1] - this.target[1]) * this.spacingMm[1];
    const dz = (this.points[3 * k + 2] - this.target[2]) * this.spacingMm[2];
    return dx * dx + dy * dy + dz * dz;
  }
}

/** Reorders points low..high so that point `rank` has nothing larger before it and nothing smaller behind it (Hoare's quickselect). */
function select(points: Points, axis: number, low: number, high: number, rank: number): void {
  while (low < high) {
    const pivot = points[3 * ((low + high) >> 1) + axis];
    let i = low;
    let j = high;
    while (i <= j) {
      while (points[3 * i + axis] < pivot) i++;
      while (points[3 * j + axis] > pivot) j--;
      if (i <= j) swap(points, i++, j--);
    }
    if (rank <= j) high = j;
    else if (rank >= i) low = i;
    else return;
  }
}

function swap(points: Points, a: number, b: number): void {
  for (let axis = 0; axis < 3; axis++) {
    const value = points[3 * a + axis];
    points[3 * a + axis] = points[3 * b + axis];
    points[3 * b + axis] = value;
  }
}
