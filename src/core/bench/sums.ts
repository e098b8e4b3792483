import type { Quantity } from '../losses/quantities';
import { finish, overVoxels, type Steps } from '../steps';
import { type BenchCase, isInsideRow } from './benchCase';
import { CarriedSums } from './carriedSums';

/** A quantity and its slope, each summed over the rows of a case, in float64. */
export interface RowSums {
  readonly quantity: Quantity;
  readonly sums: Float64Array;
  readonly slopes: Float64Array;
}

/** So many quantities are followed: twice those of the whole family, so that a dragged exponent leaves no trail. */
const mostHeld = 16;

/**
 * Sums of quantities over the rows of a prediction that follow its changes: what a voxel was is taken away, what it is is added. A
 * quantity is summed over the whole volume when it is first asked for. What rounding loses is carried along (`CarriedSums`).
 */
export class FollowingSums {
  private readonly held = new Map<string, HeldSums>();

  constructor(
    private readonly benchCase: BenchCase,
    private logits: Float32Array,
  ) {}

  /** The sums of these quantities now; they do not change any more. */
  of(quantities: readonly Quantity[]): readonly RowSums[] {
    return quantities.map((quantity) => {
      const held = this.held.get(quantity.name) ?? this.fresh(quantity);
      // Those that were asked for last stand last.
      this.held.delete(quantity.name);
      this.held.set(quantity.name, held);
      for (const oldest of this.held.keys()) if (this.held.size > mostHeld) this.held.delete(oldest);
      return held.now();
    });
  }

  /** Sums up those of these quantities that are not yet, in steps; `of` then finds them. May be left off at any step. */
  *summing(quantities: readonly Quantity[]): Steps<void> {
    const missing = quantities.filter(({ name }) => !this.held.has(name));
    for (let n = 0; n < missing.length; n++) {
      const held = new HeldSums(missing[n], this.benchCase);
      for (const fraction of held.adding(this.logits)) yield (n + fraction) / missing.length;
      this.held.set(missing[n].name, held);
    }
  }

  private fresh(quantity: Quantity): HeldSums {
    const held = new HeldSums(quantity, this.benchCase);
    finish(held.adding(this.logits));
    return held;
  }

  /** Follows a run of voxels; to be called for each change of the logits. */
  change(start: number, count: number, before: number, after: number): void {
    const { rowOfVoxel } = this.benchCase;
    const end = start + count;
    for (let v = start; v < end; ) {
      const row = rowOfVoxel[v];
      const from = v;
      const last = Math.min(end, from + longestRun);
      while (v < last && rowOfVoxel[v] === row) v++;
      // One logit after the other: what quantities share of it is computed once.
      for (const one of this.held.values()) one.add(row, before, from - v);
      for (const one of this.held.values()) one.add(row, after, v - from);
    }
  }

  /** Another prediction in place of this one. */
  restart(logits: Float32Array): void {
    this.logits = logits;
    this.held.clear();
  }
}

/** More voxels at once are taken in parts. */
const longestRun = 2 ** 23;

/** Value and slope of a quantity at the logits met last: most of a prediction is the same few numbers. */
class HeldSums {
  private readonly values: CarriedSums;
  private readonly slopes: CarriedSums;
  private readonly cachedLogit = new Float64Array(4).fill(Number.NaN);
  private readonly cachedValue = new Float64Array(4);
  private readonly cachedSlope = new Float64Array(4);
  private turn = 0;

  constructor(
    private readonly quantity: Quantity,
    private readonly benchCase: BenchCase,
  ) {
    this.values = new CarriedSums(benchCase.rowVoxels.length);
    this.slopes = new CarriedSums(benchCase.rowVoxels.length);
  }

  now(): RowSums {
    return { quantity: this.quantity, sums: this.values.now(), slopes: this.slopes.now() };
  }

  /** All voxels of a prediction. */
  adding(logits: Float32Array): Steps<void> {
    const { rowOfVoxel } = this.benchCase;
    return overVoxels(logits.length, (start, end) => {
      for (let v = start; v < end; ) {
        const row = rowOfVoxel[v];
        const logit = logits[v];
        const from = v;
        while (v < end && rowOfVoxel[v] === row && logits[v] === logit) v++;
        this.add(row, logit, v - from);
      }
    });
  }

  /** Adds so many voxels of a logit, or takes them away. */
  add(row: number, logit: number, count: number): void {
    const at = this.look(logit, isInsideRow(this.benchCase, row));
    this.values.addTimes(row, this.cachedValue[at], count);
    this.slopes.addTimes(row, this.cachedSlope[at], count);
  }

  /** Two places for each label, used in turn. */
  private look(logit: number, isInside: boolean): number {
    const base = isInside ? 2 : 0;
    if (this.cachedLogit[base] === logit) return base;
    if (this.cachedLogit[base + 1] === logit) return base + 1;
    this.turn ^= 1;
    const at = base + this.turn;
    this.cachedLogit[at] = logit;
    this.cachedValue[at] = this.quantity.at(logit, isInside);
    this.cachedSlope[at] = this.quantity.slope(logit, isInside);
    return at;
  }
}
