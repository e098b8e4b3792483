import { eachOnce, type Quantity } from '../../losses/criteria/quantities';
import { blockSize, LogitBlock } from '../../losses/criteria/wrongLogits';
import { finish, overVoxels, type Steps } from '../../steps';
import { type BenchCase, isInsideRow } from '../benchCase';
import type { Change } from '../edits/change';
import { BlockSums } from './blockSums';
import { CarriedSums } from './carriedSums';
import { forEachLogit, isVaried } from './logitRuns';

/** A quantity and its slope, each summed over the rows of a case, in float64. */
export interface RowSums {
  readonly quantity: Quantity;
  readonly sums: Float64Array;
  readonly slopes: Float64Array;
}

/** So many quantities are followed: twice those of the whole family, so that a dragged exponent leaves no trail. */
const mostHeld = 16;

/** Several quantities of so many voxels are summed up at once: some 20 ms where every voxel has a probability of its own. */
const voxelsAStep = 2 ** 18;

/**
 * Sums of quantities over the rows of a prediction that follow its changes: what a voxel was is taken away, what it is is added. A
 * quantity is summed over the whole volume when it is first asked for. What rounding loses is carried along (`CarriedSums`).
 */
export class FollowingSums {
  private readonly held = new Map<string, HeldSums>();
  private readonly block = new LogitBlock();

  constructor(
    private readonly benchCase: BenchCase,
    private logits: Float32Array,
  ) {}

  /** The sums of these quantities now; they do not change any more. */
  of(quantities: readonly Quantity[]): readonly RowSums[] {
    finish(this.summing(quantities));
    const asked = quantities.flatMap(({ name }) => this.held.get(name) ?? []);
    // Those that were asked for last stand last.
    for (const one of asked) {
      this.held.delete(one.quantity.name);
      this.held.set(one.quantity.name, one);
    }
    const most = Math.max(mostHeld, asked.length);
    for (const oldest of this.held.keys()) if (this.held.size > most) this.held.delete(oldest);
    return asked.map((one) => one.now());
  }

  /** Sums up those of these quantities that are not yet, in steps; `of` then finds them. May be left off at any step. */
  *summing(quantities: readonly Quantity[]): Steps<void> {
    const missing = eachOnce(quantities.filter(({ name }) => !this.held.has(name)));
    const fresh = missing.map((quantity) => new HeldSums(quantity, this.benchCase));
    const sumUp = (start: number, end: number) => this.put(fresh, start, this.logits, start, end - start, 1);
    if (fresh.length > 0) yield* overVoxels(this.logits.length, sumUp, voxelsAStep);
    for (const one of fresh) this.held.set(one.quantity.name, one);
  }

  /** To be called for each change of the logits. */
  change({ start, count, before, after }: Change): void {
    const held = [...this.held.values()];
    this.put(held, start, before, 0, count, -1);
    this.put(held, start, after, 0, count, 1);
  }

  /** Adds the voxels from `voxel` on to some sums, or takes them away; their logits are `count` from `start` on. */
  private put(
    to: readonly HeldSums[],
    voxel: number,
    logits: Float32Array,
    start: number,
    count: number,
    sign: 1 | -1,
  ): void {
    const { rowOfVoxel } = this.benchCase;
    for (let n = 0; n < count; ) {
      const from = n;
      const row = rowOfVoxel[voxel + from];
      const last = Math.min(count, from + blockSize);
      while (n < last && rowOfVoxel[voxel + n] === row) n++;
      this.putOfRow(to, row, logits, start + from, n - from, sign);
    }
  }

  /** One logit after the other, or all at once: what quantities share of them is computed once. */
  private putOfRow(
    to: readonly HeldSums[],
    row: number,
    logits: Float32Array,
    start: number,
    count: number,
    sign: 1 | -1,
  ): void {
    if (!isVaried(logits, start, count)) {
      forEachLogit(logits, start, count, (logit, times) => {
        for (const one of to) one.add(row, logit, sign * times);
      });
      return;
    }
    this.block.set(logits, start, count, isInsideRow(this.benchCase, row));
    for (const one of to) one.addBlock(row, this.block, sign);
  }

  /** Another prediction in place of this one. */
  restart(logits: Float32Array): void {
    this.logits = logits;
    this.held.clear();
  }
}

/** Value and slope of a quantity at the logits met last: most of a prediction is the same few numbers. */
class HeldSums {
  private readonly values: CarriedSums;
  private readonly slopes: CarriedSums;
  private readonly cachedLogit = new Float64Array(4).fill(Number.NaN);
  private readonly cachedValue = new Float64Array(4);
  private readonly cachedSlope = new Float64Array(4);
  private readonly blockSums = new BlockSums();
  private turn = 0;

  constructor(
    readonly quantity: Quantity,
    private readonly benchCase: BenchCase,
  ) {
    this.values = new CarriedSums(benchCase.rowVoxels.length);
    this.slopes = new CarriedSums(benchCase.rowVoxels.length);
  }

  now(): RowSums {
    return { quantity: this.quantity, sums: this.values.now(), slopes: this.slopes.now() };
  }

  /** Adds so many voxels of a logit, or takes them away. */
  add(row: number, logit: number, count: number): void {
    const at = this.look(logit, isInsideRow(this.benchCase, row));
    this.values.addTimes(row, this.cachedValue[at], count);
    this.slopes.addTimes(row, this.cachedSlope[at], count);
  }

  /** Adds a block of voxels, or takes it away. */
  addBlock(row: number, block: LogitBlock, sign: 1 | -1): void {
    const { blockSums } = this;
    blockSums.clear();
    blockSums.add(this.quantity, block);
    this.values.addSum(row, blockSums.value, sign);
    this.slopes.addSum(row, blockSums.slope, sign);
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
