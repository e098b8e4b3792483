import type { Quantity } from '../../losses/quantities';
import { CarriedSum } from '../carriedSums';

/** Quantities and their slopes at the logit that was met last, and added up over those that were met together. */
export class MetLogits {
  readonly values: Float64Array;
  readonly slopes: Float64Array;
  readonly valueSums: readonly CarriedSum[];
  readonly slopeSums: readonly CarriedSum[];
  private last = Number.NaN;

  constructor(
    private readonly quantities: readonly Quantity[],
    private readonly isInside: boolean,
  ) {
    this.values = new Float64Array(quantities.length);
    this.slopes = new Float64Array(quantities.length);
    this.valueSums = quantities.map(() => new CarriedSum());
    this.slopeSums = quantities.map(() => new CarriedSum());
  }

  meet(logit: number): void {
    if (logit === this.last) return;
    this.last = logit;
    for (let k = 0; k < this.values.length; k++) {
      this.values[k] = this.quantities[k].at(logit, this.isInside);
      this.slopes[k] = this.quantities[k].slope(logit, this.isInside);
    }
  }

  meetAll(logits: Float32Array, start: number, count: number): void {
    for (const sum of this.valueSums) sum.clear();
    for (const sum of this.slopeSums) sum.clear();
    for (let v = start; v < start + count; ) {
      const from = v;
      while (v < start + count && logits[v] === logits[from]) v++;
      this.meet(logits[from]);
      for (let k = 0; k < this.values.length; k++) {
        this.valueSums[k].addTimes(this.values[k], v - from);
        this.slopeSums[k].addTimes(this.slopes[k], v - from);
      }
    }
  }
}
