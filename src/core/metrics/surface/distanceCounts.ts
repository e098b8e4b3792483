import type { DirectedDistances } from './distances';
import { RowOfSquare } from './rowOfSquare';

/** So many rows may be empty, and as many as are not. */
const mostEmptyRows = 64;

/**
 * How many pieces of a surface lie how far from another surface. Distances on a grid repeat, so they are few, whatever the size of the
 * surface. Pieces are counted by their area too, one class for each size of area: sums of areas are then the same in whatever order
 * pieces came and went.
 */
export class DistanceCounts {
  /** The squared distances (mm²) that were met. */
  private rows = new RowOfSquare();
  /** Pieces by row and class. */
  private counts: Int32Array;
  private lastSquared = Number.NaN;
  private lastRow = 0;

  /** `areas` = the area of each class; 0 in a class counts its pieces all the same. */
  constructor(private readonly areas: ArrayLike<number>) {
    this.counts = new Int32Array(16 * areas.length);
  }

  /** Counts `pieces` at a squared distance (mm²) in; negative takes them away. */
  add(squared: number, areaClass: number, pieces = 1): void {
    if (squared !== this.lastSquared) {
      this.lastRow = this.rows.rowOf(squared);
      this.lastSquared = squared;
      this.makeRoom();
    }
    this.counts[this.lastRow * this.areas.length + areaClass] += pieces;
  }

  /** The pieces of an array of squared distances, with the class of each. */
  addAll(squares: Float64Array, classes: Uint8Array, pieces = 1): void {
    for (let k = 0; k < squares.length; k++) this.add(squares[k], classes[k], pieces);
  }

  /** What has been counted, ascending by distance. */
  directed(): DirectedDistances {
    const { rows } = this;
    const distancesMm = this.squaresWithPieces().sort();
    const counts = new Float64Array(distancesMm.length);
    const areas = new Float64Array(distancesMm.length);
    for (let k = 0; k < distancesMm.length; k++) {
      const first = rows.rowOf(distancesMm[k]) * this.areas.length;
      distancesMm[k] = Math.sqrt(distancesMm[k]);
      for (let c = 0; c < this.areas.length; c++) {
        const pieces = this.counts[first + c];
        counts[k] += pieces;
        areas[k] += pieces * this.areas[c];
      }
    }
    if (rows.size > 2 * distancesMm.length + mostEmptyRows) this.dropEmptyRows();
    return { distancesMm, counts, areas };
  }

  private squaresWithPieces(): Float64Array {
    const { rows } = this;
    return rows.squares.slice(0, rows.size).filter((_, row) => !this.isEmpty(row));
  }

  /** A row without pieces has none of any class. */
  private isEmpty(row: number): boolean {
    for (let c = 0, at = row * this.areas.length; c < this.areas.length; c++, at++)
      if (this.counts[at] !== 0) return false;
    return true;
  }

  /** Distances that no piece has any more leave. */
  private dropEmptyRows(): void {
    const classes = this.areas.length;
    const { rows, counts } = this;
    this.rows = new RowOfSquare();
    this.counts = new Int32Array(16 * classes);
    this.lastSquared = Number.NaN;
    for (let row = 0; row < rows.size; row++) {
      const own = counts.subarray(row * classes, (row + 1) * classes);
      if (own.every((pieces) => pieces === 0)) continue;
      const at = this.rows.rowOf(rows.squares[row]) * classes;
      this.makeRoom();
      this.counts.set(own, at);
    }
  }

  /** For all rows that there are. */
  private makeRoom(): void {
    if (this.rows.size * this.areas.length <= this.counts.length) return;
    const larger = new Int32Array(2 * this.counts.length);
    larger.set(this.counts);
    this.counts = larger;
  }
}
