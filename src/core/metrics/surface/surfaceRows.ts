import type { Triple } from '../../volume';
import type { SurfacePieces } from './pieces';

/** Beyond any place of a row; its distance from one is a whole number of 32 bits all the same. */
export const beyond = 0x3fffffff;

/** The pieces of several surfaces by rows along x: where in its row each lies, and whose it is. */
export class SurfaceRows {
  /** Inclusive bounds of all pieces, on the grid of their kind. */
  readonly low: Triple;
  readonly high: Triple;
  readonly count: number;
  /** How many rows lie beside one another along y. */
  readonly height: number;
  /** One bit for each place of a row from low x on, set where there is a piece; each row begins with a new word of 32. */
  readonly bits: Int32Array;
  readonly wordsOfRow: number;
  /** Where row (y - low y) + height (z - low z) starts in the arrays below; one more than there are rows. */
  readonly starts: Int32Array;
  /** x of each piece, ascending in a row. */
  readonly along: Int32Array;
  /** Index of its surface. */
  readonly owners: Int32Array;

  constructor(surfaces: readonly SurfacePieces[]) {
    const filled = [...surfaces.keys()].filter((k) => surfaces[k].places.length > 0);
    const bound = (axis: number, side: 'low' | 'high', of: (...values: number[]) => number) =>
      filled.reduce((bounds, k) => of(bounds, surfaces[k][side][axis]), side === 'low' ? Number.MAX_SAFE_INTEGER : -1);
    this.low = [bound(0, 'low', Math.min), bound(1, 'low', Math.min), bound(2, 'low', Math.min)];
    this.high = [bound(0, 'high', Math.max), bound(1, 'high', Math.max), bound(2, 'high', Math.max)];
    this.height = Math.max(0, this.high[1] - this.low[1] + 1);
    this.starts = new Int32Array(this.height * Math.max(0, this.high[2] - this.low[2] + 1) + 1);
    this.count = this.countRows(surfaces);
    this.along = new Int32Array(this.count);
    this.owners = new Int32Array(this.count);
    this.wordsOfRow = Math.ceil(Math.max(0, this.high[0] - this.low[0] + 1) / 32);
    this.bits = new Int32Array(this.wordsOfRow * (this.starts.length - 1));
    // In the order in which they begin along x: so most rows are filled in order.
    filled.sort((a, b) => surfaces[a].low[0] - surfaces[b].low[0]);
    this.fill(surfaces, filled);
  }

  /** x of the first piece of a row that does not lie before x; `beyond` where there is none. */
  nextInRow(row: number, x: number): number {
    const at = Math.max(0, x - this.low[0]);
    const words = this.wordsOfRow;
    for (let word = at >> 5, kept = -1 << (at & 31); word < words; word++, kept = -1) {
      const bits = this.bits[row * words + word] & kept;
      if (bits !== 0) return this.low[0] + (word << 5) + 31 - Math.clz32(bits & -bits);
    }
    return beyond;
  }

  /** x of the last piece of a row that does not lie behind x; `-beyond` where there is none. */
  lastInRow(row: number, x: number): number {
    const words = this.wordsOfRow;
    const at = Math.min((words << 5) - 1, x - this.low[0]);
    for (let word = at >> 5, kept = -1 >>> (31 - (at & 31)); word >= 0; word--, kept = -1) {
      const bits = this.bits[row * words + word] & kept;
      if (bits !== 0) return this.low[0] + (word << 5) + 31 - Math.clz32(bits);
    }
    return -beyond;
  }

  /** Whose the piece at x, y, z is; -1 = there is none. */
  ownerAt(x: number, y: number, z: number): number {
    if (y < this.low[1] || y > this.high[1] || z < this.low[2] || z > this.high[2]) return -1;
    const row = this.rowOf(y, z);
    const k = this.firstFrom(x, this.starts[row], this.starts[row + 1]);
    return k < this.starts[row + 1] && this.along[k] === x ? this.owners[k] : -1;
  }

  /** The first of the pieces from..to of a row that does not lie before x, `to` = none. */
  private firstFrom(x: number, from: number, to: number): number {
    const { along } = this;
    let [low, high] = [from, to];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (along[middle] < x) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private countRows(surfaces: readonly SurfacePieces[]): number {
    const { starts } = this;
    for (const pieces of surfaces)
      pieces.forEachRow((y, z, from, to) => {
        starts[this.rowOf(y, z) + 1] += to - from;
      });
    for (let row = 1; row < starts.length; row++) starts[row] += starts[row - 1];
    return starts[starts.length - 1];
  }

  private fill(surfaces: readonly SurfacePieces[], order: readonly number[]): void {
    const next = this.starts.slice();
    for (const owner of order) {
      const { places } = surfaces[owner];
      surfaces[owner].forEachRow((y, z, from, to, place) => {
        const row = this.rowOf(y, z);
        for (let k = from; k < to; k++) this.insert(row, next[row]++, places[k] - place, owner);
      });
    }
  }

  /** Behind all that lie before it, in a row that is filled up to `end`. */
  private insert(row: number, end: number, x: number, owner: number): void {
    const { along, owners } = this;
    const from = this.starts[row];
    const bit = x - this.low[0];
    this.bits[row * this.wordsOfRow + (bit >> 5)] |= 1 << (bit & 31);
    let at = end;
    for (; at > from && along[at - 1] > x; at--) {
      along[at] = along[at - 1];
      owners[at] = owners[at - 1];
    }
    along[at] = x;
    owners[at] = owner;
  }

  private rowOf(y: number, z: number): number {
    return y - this.low[1] + this.height * (z - this.low[2]);
  }
}
