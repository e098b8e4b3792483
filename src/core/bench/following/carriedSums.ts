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
    if (count === 1 || count === -1) {
      this.add(row, count * value);
      return;
    }
    const head = Math.fround(value);
    this.add(row, count * head);
    this.add(row, count * (value - head));
  }

  /** What was added up elsewhere. */
  addSum(row: number, { sum, lost }: CarriedSum, sign: 1 | -1): void {
    this.add(row, sign * sum);
    this.add(row, sign * lost);
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

/** One sum, with what rounding lost of it. */
export class CarriedSum {
  sum = 0;
  lost = 0;

  clear(): void {
    this.sum = 0;
    this.lost = 0;
  }

  /** Adds a value so many times (less than 2^24), as `CarriedSums` does. */
  addTimes(value: number, count: number): void {
    if (count === 1) {
      this.add(value);
      return;
    }
    const head = Math.fround(value);
    this.add(count * head);
    this.add(count * (value - head));
  }

  /** The first so many values. */
  addAll(values: Float64Array, count: number): void {
    let { sum, lost } = this;
    for (let n = 0; n < count; n++) {
      const value = values[n];
      const after = sum + value;
      const part = after - sum;
      lost += sum - (after - part) + (value - part);
      sum = after;
    }
    this.sum = sum;
    this.lost = lost;
  }

  /** Without a branch (Knuth's two-sum). */
  private add(value: number): void {
    const after = this.sum + value;
    const part = after - this.sum;
    this.lost += this.sum - (after - part) + (value - part);
    this.sum = after;
  }
}

function enlarged(from: Float64Array, length: number): Float64Array {
  const to = new Float64Array(length);
  to.set(from);
  return to;
}
