import type { Quantity } from '../../losses/criteria/quantities';
import { blockSize, LogitBlock } from '../../losses/criteria/wrongLogits';
import { BlockSums } from '../following/blockSums';
import { forEachLogit, isVaried } from '../following/logitRuns';

/** Quantities and their slopes at the logit that was met last, and added up over those that were met together. */
export class MetLogits {
  readonly values: Float64Array;
  readonly slopes: Float64Array;
  readonly sums: readonly BlockSums[];
  private last = Number.NaN;
  private readonly block = new LogitBlock();

  constructor(
    private readonly quantities: readonly Quantity[],
    private readonly isInside: boolean,
  ) {
    this.values = new Float64Array(quantities.length);
    this.slopes = new Float64Array(quantities.length);
    this.sums = quantities.map(() => new BlockSums());
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
    for (const sum of this.sums) sum.clear();
    for (let from = start; from < start + count; from += blockSize)
      this.meetSome(logits, from, Math.min(blockSize, start + count - from));
  }

  private meetSome(logits: Float32Array, start: number, count: number): void {
    if (isVaried(logits, start, count)) {
      this.block.set(logits, start, count, this.isInside);
      for (let k = 0; k < this.sums.length; k++) this.sums[k].add(this.quantities[k], this.block);
      return;
    }
    forEachLogit(logits, start, count, (logit, times) => {
      this.meet(logit);
      for (let k = 0; k < this.sums.length; k++) {
        this.sums[k].value.addTimes(this.values[k], times);
        this.sums[k].slope.addTimes(this.slopes[k], times);
      }
    });
  }
}
