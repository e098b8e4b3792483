import type { Nearest } from './nearest';
import type { SurfacePieces } from './pieces';

/** Pieces of a surface whose distance to others is asked for, ordered by x, then y, then z, with what is found of them. */
export class PieceQueries {
  readonly count: number;
  readonly x: Int32Array;
  readonly y: Int32Array;
  readonly z: Int32Array;
  /** Its number in the surface. */
  readonly piece: Int32Array;
  /** mm² */
  readonly squares: Float64Array;
  readonly owners: Int32Array;
  /** How far away what is nearest is looked for. */
  readonly reachMm: Float64Array;

  /** `which` = numbers of pieces, ascending. */
  constructor(pieces: SurfacePieces, which: Int32Array) {
    this.count = which.length;
    this.x = new Int32Array(this.count);
    this.y = new Int32Array(this.count);
    this.z = new Int32Array(this.count);
    this.squares = new Float64Array(this.count);
    this.owners = new Int32Array(this.count);
    this.reachMm = new Float64Array(this.count);
    const { coordinates, low, high } = pieces;
    // They come by z, then y, then x.
    const byY = sortBy(coordinates, 1, low[1], high[1], which);
    this.piece = sortBy(coordinates, 0, low[0], high[0], byY);
    for (let k = 0; k < this.count; k++) {
      const at = 3 * this.piece[k];
      this.x[k] = coordinates[at];
      this.y[k] = coordinates[at + 1];
      this.z[k] = coordinates[at + 2];
    }
  }

  /** Where the plane that starts with query `from` ends. */
  endOfPlane(from: number): number {
    let to = from + 1;
    while (to < this.count && this.x[to] === this.x[from]) to++;
    return to;
  }

  /** What the queries from..to have found, to their pieces. */
  write(from: number, to: number, found: Nearest): void {
    for (let k = from; k < to; k++) {
      found.squares[this.piece[k]] = this.squares[k];
      found.owners[this.piece[k]] = this.owners[k];
    }
  }

  /** Puts those of from..to that have found nothing before the others, in their order; gives where they end. */
  unfoundFirst(from: number, to: number): number {
    let end = from;
    for (let k = from; k < to; k++) if (this.owners[k] < 0) this.swap(k, end++);
    return end;
  }

  private swap(a: number, b: number): void {
    if (a === b) return;
    for (const values of [this.y, this.z, this.piece, this.squares, this.owners, this.reachMm]) {
      const value = values[a];
      values[a] = values[b];
      values[b] = value;
    }
  }
}

/** Pieces by their coordinate along an axis, low..high; equal ones as they stood. */
function sortBy(coordinates: Uint16Array, axis: number, low: number, high: number, pieces: Int32Array): Int32Array {
  const next = new Int32Array(high - low + 2);
  for (let n = 0; n < pieces.length; n++) next[coordinates[3 * pieces[n] + axis] - low + 1]++;
  for (let key = 1; key < next.length; key++) next[key] += next[key - 1];
  const sorted = new Int32Array(pieces.length);
  for (let n = 0; n < pieces.length; n++) sorted[next[coordinates[3 * pieces[n] + axis] - low]++] = pieces[n];
  return sorted;
}
