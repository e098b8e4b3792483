/** Numbers squared distances in the order in which they are first met: a hash table with open addressing, several times quicker than a Map of numbers. */
export class RowOfSquare {
  /** How many there are. */
  size = 0;
  /** By row; the rest is room. */
  squares = new Float64Array(16);
  /** Row + 1 at the first free place from its hash on, 0 = free; twice as many places as there is room for. */
  private table = new Int32Array(32);

  /** The row of a squared distance, a new one where it was not met before. */
  rowOf(squared: number): number {
    const last = this.table.length - 1;
    for (let at = hashOf(squared) & last; ; at = (at + 1) & last) {
      const row = this.table[at] - 1;
      if (row < 0) return this.add(squared, at);
      if (this.squares[row] === squared) return row;
    }
  }

  private add(squared: number, at: number): number {
    if (this.size === this.squares.length) {
      this.enlarge();
      return this.rowOf(squared);
    }
    this.squares[this.size++] = squared;
    this.table[at] = this.size;
    return this.size - 1;
  }

  private enlarge(): void {
    const squares = new Float64Array(2 * this.squares.length);
    squares.set(this.squares);
    this.squares = squares;
    this.table = new Int32Array(2 * this.table.length);
    const last = this.table.length - 1;
    for (let row = 0; row < this.size; row++) {
      let at = hashOf(squares[row]) & last;
      while (this.table[at] !== 0) at = (at + 1) & last;
      this.table[at] = row + 1;
    }
  }
}

const number = new Float64Array(1);
const halves = new Int32Array(number.buffer);

/** Of all bits of a number; a square is never -0, which would have another than 0. */
function hashOf(value: number): number {
  number[0] = value;
  const mixed = Math.imul(halves[0] ^ Math.imul(halves[1], 0x9e3779b1), 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}
