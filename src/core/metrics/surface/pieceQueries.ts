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

/** Pieces by their coordinate along an axis, low..high; equal ones as they stood. */
function sortBy(coordinates: Uint16Array, axis: number, low: number, high: number, pieces: Int32Array): Int32Array {
  const next = new Int32Array(high - low + 2);
  for (let n = 0; n < pieces.length; n++) next[coordinates[3 * pieces[n] + axis] - low + 1]++;
  for (let key = 1; key < next.length; key++) next[key] += next[key - 1];
  const sorted = new Int32Array(pieces.length);
  for (let n = 0; n < pieces.length; n++) sorted[next[coordinates[3 * pieces[n] + axis] - low]++] = pieces[n];
  return sorted;
}
