import type { Quantity } from '../losses/quantities';
import { type BenchCase, isInsideRow } from './benchCase';

/** A quantity and its slope, each summed over the rows of a case, in float64. */
export interface RowSums {
  readonly quantity: Quantity;
  readonly sums: Float64Array;
  readonly slopes: Float64Array;
}

/** So many changed voxels after which the sums are taken anew, so that the errors of adding and taking away stay below 1e-9 of a sum. */
const mostChanges = 50_000_000;

/**
 * Sums of quantities over the rows of a prediction that follow its changes: what a voxel was is taken away, what it is is added. A
 * quantity is summed over the whole volume when it is first asked for.
 */
export class FollowingSums {
  private readonly held = new Map<string, HeldSums>();
  private changes = 0;

  constructor(
    private readonly benchCase: BenchCase,
    private logits: Float32Array,
  ) {}

  /** The sums of these quantities now. */
  of(quantities: readonly Quantity[]): readonly RowSums[] {
    if (this.changes > mostChanges) this.restart(this.logits);
    return quantities.map((quantity) => {
      const known = this.held.get(quantity.name);
      if (known) return known.sums;
      const fresh = new HeldSums(quantity, this.benchCase);
      fresh.addAll(this.logits);
      this.held.set(quantity.name, fresh);
      return fresh.sums;
    });
  }

  /** Follows one voxel; to be called for each change of the logits. */
  change(voxel: number, before: number, after: number): void {
    this.changes++;
    for (const one of this.held.values()) one.change(voxel, before, after);
  }

  /** Another prediction in place of this one. */
  restart(logits: Float32Array): void {
    this.logits = logits;
    this.changes = 0;
    this.held.clear();
  }

  /** Lets go of quantities that are not among these. */
  keepOnly(quantities: readonly Quantity[]): void {
    const names = new Set(quantities.map(({ name }) => name));
    for (const name of [...this.held.keys()]) if (!names.has(name)) this.held.delete(name);
  }
}

/** Value and slope of a quantity at the logits met last: most of a prediction is the same few numbers. */
class HeldSums {
  readonly sums: RowSums;
  private readonly cachedLogit = new Float64Array(4).fill(Number.NaN);
  private readonly cachedValue = new Float64Array(4);
  private readonly cachedSlope = new Float64Array(4);
  private turn = 0;

  constructor(
    quantity: Quantity,
    private readonly benchCase: BenchCase,
  ) {
    const length = benchCase.rowVoxels.length;
    this.sums = { quantity, sums: new Float64Array(length), slopes: new Float64Array(length) };
  }

  addAll(logits: Float32Array): void {
    const { rowOfVoxel } = this.benchCase;
    for (let v = 0; v < logits.length; v++) this.add(rowOfVoxel[v], logits[v], 1);
  }

  change(voxel: number, before: number, after: number): void {
    const row = this.benchCase.rowOfVoxel[voxel];
    this.add(row, before, -1);
    this.add(row, after, 1);
  }

  private add(row: number, logit: number, sign: number): void {
    const at = this.look(logit, isInsideRow(this.benchCase, row));
    this.sums.sums[row] += sign * this.cachedValue[at];
    this.sums.slopes[row] += sign * this.cachedSlope[at];
  }

  /** Two places for each label, used in turn. */
  private look(logit: number, isInside: boolean): number {
    const base = isInside ? 2 : 0;
    if (this.cachedLogit[base] === logit) return base;
    if (this.cachedLogit[base + 1] === logit) return base + 1;
    this.turn ^= 1;
    const at = base + this.turn;
    const { quantity } = this.sums;
    this.cachedLogit[at] = logit;
    this.cachedValue[at] = quantity.at(logit, isInside);
    this.cachedSlope[at] = quantity.slope(logit, isInside);
    return at;
  }
}
