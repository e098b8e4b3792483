import type { SurfacePieces } from './pieces';

/** Pieces of a surface whose distance to others is asked for, ordered by x, then y, then z, with what is found of them. */
export class PieceQueries {
  count: number;
  readonly x: Int32Array;
  readonly y: Int32Array;
  readonly z: Int32Array;
  /** Its number in the surface. */
  readonly piece: Int32Array;
  /** mm² */
  readonly squares: Float64Array;
  readonly owners: Int32Array;

  /** `which` = numbers of pieces, ascending. */
  constructor(pieces: SurfacePieces, which: Int32Array) {
    this.count = which.length;
    this.x = new Int32Array(this.count);
    this.y = new Int32Array(this.count);
    this.z = new Int32Array(this.count);
    this.squares = new Float64Array(this.count);
    this.owners = new Int32Array(this.count);
    const at = new Int32Array(3);
    const [xs, ys, zs] = [0, 0, 0].map(() => new Int32Array(this.count));
    for (let k = 0; k < this.count; k++) {
      pieces.locate(which[k], at);
      xs[k] = at[0];
      ys[k] = at[1];
      zs[k] = at[2];
    }
    // They come by z, then y, then x.
    const byY = sortBy(ys, pieces.low[1], pieces.high[1], null);
    const order = sortBy(xs, pieces.low[0], pieces.high[0], byY);
    this.piece = order;
    for (let k = 0; k < this.count; k++) {
      const from = order[k];
      this.x[k] = xs[from];
      this.y[k] = ys[from];
      this.z[k] = zs[from];
      order[k] = which[from];
    }
  }

  /** Where the plane that starts with query `from` ends. */
  endOfPlane(from: number): number {
    let to = from + 1;
    while (to < this.count && this.x[to] === this.x[from]) to++;
    return to;
  }

  /** Those that found an owner leave; what they found is written to their pieces. */
  settle(squares: Float64Array, owners: Int32Array): void {
    let left = 0;
    for (let k = 0; k < this.count; k++) {
      const piece = this.piece[k];
      squares[piece] = this.squares[k];
      owners[piece] = this.owners[k];
      if (this.owners[k] >= 0) continue;
      this.x[left] = this.x[k];
      this.y[left] = this.y[k];
      this.z[left] = this.z[k];
      this.piece[left++] = piece;
    }
    this.count = left;
  }
}

/** The order of keys low..high, equal ones as in `before` (null = as they stand). */
function sortBy(keys: Int32Array, low: number, high: number, before: Int32Array | null): Int32Array {
  const next = new Int32Array(high - low + 2);
  for (let k = 0; k < keys.length; k++) next[keys[k] - low + 1]++;
  for (let key = 1; key < next.length; key++) next[key] += next[key - 1];
  const order = new Int32Array(keys.length);
  for (let n = 0; n < keys.length; n++) {
    const k = before === null ? n : before[n];
    order[next[keys[k] - low]++] = k;
  }
  return order;
}
