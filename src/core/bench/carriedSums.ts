/** Sums by row, each with what rounding lost of it (Neumaier 1974): what stays of a sum of thousands once all but 1e-9 of it was taken away is still right. */
export class CarriedSums {
  private sums: Float64Array;
  private lost: Float64Array;

  constructor(rows: number) {
    this.sums = new Float64Array(rows);
    this.lost = new Float64Array(rows);
  }

  /** Adds a value so many times (less than 2^24), without rounding: in two parts that are short enough for their products to be exact. */
  addTimes(row: number, value: number, count: number): void {
    const head = Math.fround(value);
    this.add(row, count * head);
    this.add(row, count * (value - head));
  }

  private add(row: number, value: number): void {
    const before = this.sums[row];
    const after = before + value;
    this.lost[row] += Math.abs(before) >= Math.abs(value) ? before - after + value : value - after + before;
    this.sums[row] = after;
  }

  at(row: number): number {
    return this.sums[row] + this.lost[row];
  }

  clear(row: number): void {
    this.sums[row] = 0;
    this.lost[row] = 0;
  }

  /** Room for so many rows; new ones are 0. */
  grow(rows: number): void {
    if (rows <= this.sums.length) return;
    this.sums = enlarged(this.sums, rows);
    this.lost = enlarged(this.lost, rows);
  }

  now(): Float64Array {
    return this.sums.map((sum, row) => sum + this.lost[row]);
  }
}

function enlarged(from: Float64Array, length: number): Float64Array {
  const to = new Float64Array(length);
  to.set(from);
  return to;
}
