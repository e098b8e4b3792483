/**
 * Sites along a line offer every place q of it value[p] + square[|q - p|]: finds the lowest offer for some places, exactly as the sums are
 * rounded, so to the last bit what a comparison of all sites gives.
 *
 * What one place finds bounds the others: of two sites the one further along gains on the other by 2 · step² for each place passed on,
 * which is more than any rounding (values of less than 2^48 · step²). So the best site of a place beyond is never before that of this one,
 * and halving the places again and again leaves each half its part of the sites (the row minima of a monotone matrix).
 */
export class LineMinima {
  /** Where along the line the offers are sought, ascending; may lie off the ends of the sites. */
  readonly places: Int32Array;
  /** The lowest offer for each place, or the limit; from which site, or -1. */
  readonly lowest: Float64Array;
  readonly site: Int32Array;
  private values: Float64Array = new Float64Array(0);
  private offset = 0;
  private limit = 0;

  /** `squares` = (step · k)² for each k that can occur; room for so many places. */
  constructor(
    private readonly squares: Float64Array,
    most: number,
  ) {
    this.places = new Int32Array(most);
    this.lowest = new Float64Array(most);
    this.site = new Int32Array(most);
  }

  /** For the first `count` places, among sites low..high, whose values (infinite = no site) stand at offset + site; offers of `limit` or more do not count. */
  find(count: number, values: Float64Array, offset: number, low: number, high: number, limit: number): void {
    this.values = values;
    this.offset = offset;
    this.limit = limit;
    this.halve(0, count, low, high);
  }

  private halve(from: number, to: number, low: number, high: number): void {
    let [start, first] = [from, low];
    while (start < to) {
      const middle = (start + to) >> 1;
      this.compare(middle, first, high);
      const best = this.site[middle];
      if (middle > start) this.halve(start, middle, first, best < 0 ? high : best);
      if (best >= 0) first = best;
      start = middle + 1;
    }
  }

  /** From the place outwards, as far as the distance alone is lower than what was found. */
  private compare(k: number, low: number, high: number): void {
    const { values, squares, offset } = this;
    const q = this.places[k];
    let lowest = this.limit;
    let site = -1;
    for (let p = q < high ? q : high; p >= low; p--) {
      const square = squares[q - p];
      if (square >= lowest) break;
      const offer = values[offset + p] + square;
      if (offer >= lowest) continue;
      lowest = offer;
      site = p;
    }
    for (let p = q < low ? low : q + 1; p <= high; p++) {
      const square = squares[p - q];
      if (square >= lowest) break;
      const offer = values[offset + p] + square;
      if (offer >= lowest) continue;
      lowest = offer;
      site = p;
    }
    this.lowest[k] = lowest;
    this.site[k] = site;
  }
}
