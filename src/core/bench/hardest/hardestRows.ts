import type { Quantity } from '../../losses/criteria/quantities';
import { type BenchCase, isInsideRow } from '../benchCase';
import { CarriedSums } from '../following/carriedSums';
import type { CostKeys } from './costKeys';

/** The voxels with the largest cross-entropies: all with a key above the border's, and the first so many of those that have it. */
export interface Hardest {
  readonly borderKey: number;
  readonly ofBorder: number;
  readonly voxels: number;
  /** Their cross-entropies added up, nats. */
  readonly cost: number;
}

/** The hardest voxels in each row of a case: how many, and a quantity of theirs and its slope added up. */
export interface RowsOfHardest {
  readonly voxels: Float64Array;
  readonly sums: Float64Array;
  readonly slopes: Float64Array;
}

/**
 * What the rows of a case have of the hardest voxels, as it follows the changes of a prediction. Of the voxels whose key is the border's those before a
 * place on the grid are among the hardest; the place moves on, or back, by as many voxels as have come or gone. Where the border itself moves, one pass over the voxels
 * finds those between where it was and where it is.
 */
export class HardestRows {
  private readonly voxels: Float64Array;
  private readonly sums: CarriedSums;
  private readonly slopes: CarriedSums;
  /** At first none is. */
  private borderKey = Number.POSITIVE_INFINITY;
  /** The first voxel with the border's key that is not among the hardest lies there or beyond. */
  private place = 0;
  /** How many have the border's key and lie before the place. */
  private ofBorder = 0;
  private readonly gathered = { row: -1, logit: Number.NaN, count: 0 };

  constructor(
    private readonly benchCase: BenchCase,
    private readonly keys: CostKeys,
    private readonly logits: Float32Array,
    readonly quantity: Quantity,
  ) {
    const rows = benchCase.rowVoxels.length;
    this.voxels = new Float64Array(rows);
    this.sums = new CarriedSums(rows);
    this.slopes = new CarriedSums(rows);
  }

  /** Voxels (less than 2^22) that have one label come with a logit, or go. */
  put(start: number, count: number, logit: number, sign: 1 | -1): void {
    const { rowOfVoxel } = this.benchCase;
    for (let v = start; v < start + count; ) {
      const from = v;
      while (v < start + count && rowOfVoxel[v] === rowOfVoxel[from]) v++;
      this.move(from, v - from, logit, sign);
    }
  }

  /** The rows of the hardest as they are now. */
  now(hardest: Hardest): RowsOfHardest {
    if (hardest.borderKey === this.borderKey) this.moveTo(hardest.ofBorder);
    else this.moveBorder(hardest);
    this.addGathered();
    return { voxels: this.voxels.slice(), sums: this.sums.now(), slopes: this.slopes.now() };
  }

  private move(start: number, count: number, logit: number, sign: 1 | -1): void {
    const key = this.keys.of(start, logit);
    if (key < this.borderKey) return;
    const chosen = key > this.borderKey ? count : Math.max(0, Math.min(count, this.place - start));
    if (key === this.borderKey) this.ofBorder += sign * chosen;
    this.gather(start, logit, sign * chosen);
  }

  /** Until so many voxels with the border's key are among the hardest. */
  private moveTo(ofBorder: number): void {
    const { logits, keys, borderKey } = this;
    while (this.ofBorder < ofBorder) {
      const v = this.place++;
      if (keys.of(v, logits[v]) !== borderKey) continue;
      this.ofBorder++;
      this.gather(v, logits[v], 1);
    }
    while (this.ofBorder > ofBorder) {
      const v = --this.place;
      if (keys.of(v, logits[v]) !== borderKey) continue;
      this.ofBorder--;
      this.gather(v, logits[v], -1);
    }
  }

  private moveBorder({ borderKey, ofBorder }: Hardest): void {
    const { logits, keys, borderKey: before, place } = this;
    let left = ofBorder;
    let last = -1;
    keys.forEachFrom(logits, Math.min(before, borderKey), (v, key) => {
      const was = key > before || (key === before && v < place);
      const is = key > borderKey || (key === borderKey && left > 0);
      if (key === borderKey && left > 0) {
        left--;
        last = v;
      }
      if (was !== is) this.gather(v, logits[v], is ? 1 : -1);
    });
    this.borderKey = borderKey;
    this.ofBorder = ofBorder;
    this.place = last + 1;
  }

  /** Neighbours of one row with one logit are added together. */
  private gather(voxel: number, logit: number, count: number): void {
    const { gathered } = this;
    const row = this.benchCase.rowOfVoxel[voxel];
    if (row !== gathered.row || logit !== gathered.logit || Math.abs(gathered.count) > mostAtOnce) {
      this.addGathered();
      gathered.row = row;
      gathered.logit = logit;
    }
    gathered.count += count;
  }

  private addGathered(): void {
    const { gathered, quantity } = this;
    const { row, logit, count } = gathered;
    gathered.count = 0;
    if (count === 0) return;
    const isInside = isInsideRow(this.benchCase, row);
    this.voxels[row] += count;
    this.sums.addTimes(row, quantity.at(logit, isInside), count);
    this.slopes.addTimes(row, quantity.slope(logit, isInside), count);
  }
}

/** With one more run it is still less than 2^24. */
const mostAtOnce = 2 ** 22;
