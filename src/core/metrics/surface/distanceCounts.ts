import type { DirectedDistances } from './surfaces';

/** So many rows may be empty, and as many as are not. */
const mostEmptyRows = 64;

/**
 * How many pieces of a surface lie how far from another surface. Distances on a grid repeat, so they are few, whatever the size of the
 * surface. Pieces are counted by their area too, one class for each size of area: sums of areas are then the same in whatever order
 * pieces came and went.
 */
export class DistanceCounts {
  /** The row of each squared distance (mm²) that was met. */
  private readonly rowOf = new Map<number, number>();
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
      this.lastRow = this.rowOf.get(squared) ?? this.newRow(squared);
      this.lastSquared = squared;
    }
    this.counts[this.lastRow * this.areas.length + areaClass] += pieces;
  }

  /** The pieces of an array of squared distances, with the class of each. */
  addAll(squares: Float64Array, classes: Uint8Array, pieces = 1): void {
    for (let k = 0; k < squares.length; k++) this.add(squares[k], classes[k], pieces);
  }

  /** What has been counted, ascending by distance. */
  directed(): DirectedDistances {
    const classes = this.areas.length;
    const found: { squared: number; count: number; area: number }[] = [];
    for (const [squared, row] of this.rowOf) {
      let [count, area] = [0, 0];
      for (let k = 0; k < classes; k++) {
        const pieces = this.counts[row * classes + k];
        count += pieces;
        area += pieces * this.areas[k];
      }
      if (count > 0) found.push({ squared, count, area });
    }
    if (this.rowOf.size > 2 * found.length + mostEmptyRows) this.dropEmptyRows();
    found.sort((a, b) => (a.squared < b.squared ? -1 : 1));
    return {
      distancesMm: Float64Array.from(found, ({ squared }) => Math.sqrt(squared)),
      counts: Float64Array.from(found, ({ count }) => count),
      areas: Float64Array.from(found, ({ area }) => area),
    };
  }

  /** Distances that no piece has any more leave. */
  private dropEmptyRows(): void {
    const classes = this.areas.length;
    const before = this.counts;
    const rows = [...this.rowOf];
    this.rowOf.clear();
    this.counts = new Int32Array(16 * classes);
    this.lastSquared = Number.NaN;
    for (const [squared, row] of rows) {
      const own = before.subarray(row * classes, (row + 1) * classes);
      if (own.every((pieces) => pieces === 0)) continue;
      // The new row may give `counts` another array.
      const at = this.newRow(squared) * classes;
      this.counts.set(own, at);
    }
  }

  private newRow(squared: number): number {
    const row = this.rowOf.size;
    this.rowOf.set(squared, row);
    if ((row + 1) * this.areas.length > this.counts.length) {
      const larger = new Int32Array(2 * this.counts.length);
      larger.set(this.counts);
      this.counts = larger;
    }
    return row;
  }
}
