import type { Triple } from '../../volume';
import type { SurfacePieces } from './pieces';
import { boundMargin } from './pointTree';

/** Most surfaces in a leaf of the index. */
const leafSize = 4;

/** Surfaces by the boxes round them (a hierarchy of boxes): finds the piece of any of them that is nearest to a place. */
export class PieceIndex {
  /** Which of the surfaces holds the piece found last; -1 = none was found. */
  owner = -1;
  private readonly order: Int32Array;
  /** Boxes of the nodes, children of node n at 2n + 1 and 2n + 2. */
  private readonly low: Int32Array;
  private readonly high: Int32Array;
  private best = 0;
  private place = 0;
  private at: Int32Array = new Int32Array(3);

  constructor(
    private readonly surfaces: readonly SurfacePieces[],
    private readonly spacingMm: Triple,
  ) {
    this.order = Int32Array.from(surfaces.keys());
    const nodes = 2 ** (1 + Math.max(0, Math.ceil(Math.log2(surfaces.length / leafSize))));
    this.low = new Int32Array(3 * nodes);
    this.high = new Int32Array(3 * nodes);
    if (surfaces.length > 0) this.build(0, 0, surfaces.length);
  }

  /**
   * The squared distance (mm²) to the nearest piece, infinite without any; `owner` tells whose it is. Fast where one asks for places near
   * the one before.
   */
  nearest(place: number, at: Int32Array): number {
    this.best = Number.POSITIVE_INFINITY;
    this.place = place;
    this.at = at;
    const before = this.owner;
    this.owner = -1;
    if (before >= 0) this.look(before);
    if (this.best > 0 && this.order.length > 0) this.search(0, 0, this.order.length);
    return this.best;
  }

  /** Another surface is asked about: what was nearest to the last one says nothing. */
  forget(): void {
    this.owner = -1;
  }

  private build(node: number, from: number, to: number): void {
    this.bound(node, from, to);
    if (to - from <= leafSize) return;
    const width = (axis: number) => (this.high[3 * node + axis] - this.low[3 * node + axis]) * this.spacingMm[axis];
    const axis = [0, 1, 2].reduce((widest, one) => (width(one) > width(widest) ? one : widest));
    const middleOf = (k: number) => this.surfaces[k].low[axis] + this.surfaces[k].high[axis];
    this.order.subarray(from, to).sort((a, b) => middleOf(a) - middleOf(b));
    const middle = (from + to) >> 1;
    this.build(2 * node + 1, from, middle);
    this.build(2 * node + 2, middle, to);
  }

  private bound(node: number, from: number, to: number): void {
    for (let axis = 0; axis < 3; axis++) {
      let low = this.surfaces[this.order[from]].low[axis];
      let high = this.surfaces[this.order[from]].high[axis];
      for (let k = from + 1; k < to; k++) {
        low = Math.min(low, this.surfaces[this.order[k]].low[axis]);
        high = Math.max(high, this.surfaces[this.order[k]].high[axis]);
      }
      this.low[3 * node + axis] = low;
      this.high[3 * node + axis] = high;
    }
  }

  private search(node: number, from: number, to: number): void {
    if (to - from <= leafSize) {
      this.searchLeaf(from, to);
      return;
    }
    const middle = (from + to) >> 1;
    const [first, second] = [this.squaredTo(2 * node + 1), this.squaredTo(2 * node + 2)];
    const isFirst = first <= second;
    if (isFirst && first * boundMargin < this.best) this.search(2 * node + 1, from, middle);
    if (second * boundMargin < this.best) this.search(2 * node + 2, middle, to);
    if (!isFirst && first * boundMargin < this.best) this.search(2 * node + 1, from, middle);
  }

  /** The one with the nearest box first: it may spare the others the search, and their trees. */
  private searchLeaf(from: number, to: number): void {
    let nearest = from;
    let least = Number.POSITIVE_INFINITY;
    for (let k = from; k < to; k++) {
      const squared = this.surfaces[this.order[k]].squaredToBox(this.at);
      if (squared >= least) continue;
      least = squared;
      nearest = k;
    }
    this.look(this.order[nearest]);
    for (let k = from; k < to && this.best > 0; k++) if (k !== nearest) this.look(this.order[k]);
  }

  private look(k: number): void {
    const surface = this.surfaces[k];
    if (surface.squaredToBox(this.at) * boundMargin >= this.best) return;
    const squared = surface.nearest(this.place, this.at, this.best);
    if (squared >= this.best) return;
    this.best = squared;
    this.owner = k;
  }

  private squaredTo(node: number): number {
    let squared = 0;
    for (let axis = 0; axis < 3; axis++) {
      const at = this.at[axis];
      const gap = Math.max(0, this.low[3 * node + axis] - at, at - this.high[3 * node + axis]) * this.spacingMm[axis];
      squared += gap * gap;
    }
    return squared;
  }
}
