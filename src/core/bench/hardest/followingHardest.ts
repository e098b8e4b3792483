import type { Quantity } from '../../losses/criteria/quantities';
import type { BenchCase } from '../benchCase';
import type { Change } from '../edits/change';
import { CarriedSums } from '../following/carriedSums';
import { CostKeys } from './costKeys';
import { type Hardest, HardestRows, type RowsOfHardest } from './hardestRows';

/** Keys are counted by their upper 16 bits, those of one such bin by their lower 16. */
const bins = 2 ** 16;

/**
 * A count of the costs of all voxels that follows the changes of a prediction, so that the mean of the hardest is known without ranking
 * voxels. It is exact: bins above the border count whole, and the bin that holds the border is counted cost by cost, in one more pass over the
 * voxels when the border first comes into it.
 */
export class FollowingHardest {
  private readonly keys: CostKeys;
  private readonly counts = new Int32Array(bins);
  private costs = new CarriedSums(0);
  /** By bin, the one that was needed last stands last. */
  private readonly fine = new Map<number, Int32Array>();
  private isCounted = false;
  private rows: HardestRows | null = null;

  constructor(
    private readonly benchCase: BenchCase,
    private logits: Float32Array,
  ) {
    this.keys = new CostKeys(benchCase);
  }

  /** Another prediction in place of this one. */
  restart(logits: Float32Array): void {
    this.logits = logits;
    this.isCounted = false;
    this.rows = null;
  }

  /** To be called for each change of the logits. */
  change({ start, count, before, after }: Change): void {
    if (!this.isCounted) return;
    this.put(start, count, before, -1);
    this.put(start, count, after, 1);
  }

  /** Counts the voxels from `start` on, whose logits are the first `count`, or takes them away. */
  private put(start: number, count: number, logits: Float32Array, sign: 1 | -1): void {
    for (let n = 0; n < count; ) {
      const from = n;
      const logit = logits[from];
      while (n < count && logits[n] === logit) n++;
      for (let v = start + from; v < start + n; ) {
        const to = this.keys.endOfLabel(v, start + n);
        this.count(this.keys.of(v, logit), sign * (to - v));
        this.rows?.put(v, to - v, logit, sign);
        v = to;
      }
    }
  }

  /** The floor(percent / 100 * voxels) hardest voxels, at least one. */
  of(percent: number): Hardest {
    for (const _ of this.counting());
    const voxels = Math.max(1, Math.floor((percent / 100) * this.logits.length));
    let [bin, left, cost] = [bins - 1, voxels, 0];
    for (; this.counts[bin] < left; bin--) {
      if (this.counts[bin] === 0) continue;
      left -= this.counts[bin];
      cost += this.costs.at(bin);
    }
    const fine = this.countedFinely(bin);
    let low = bins - 1;
    for (; fine[low] < left; low--) {
      if (fine[low] === 0) continue;
      left -= fine[low];
      cost += fine[low] * this.keys.cost(keyAt(bin, low));
    }
    const borderKey = keyAt(bin, low);
    return { borderKey, ofBorder: left, voxels, cost: cost + left * this.keys.cost(borderKey) };
  }

  /** What the rows of the case have of the hardest; from now on it follows the changes, until another quantity is asked for. */
  rowsOf(hardest: Hardest, quantity: Quantity): RowsOfHardest {
    if (this.rows?.quantity.name !== quantity.name)
      this.rows = new HardestRows(this.benchCase, this.keys, this.logits, quantity);
    return this.rows.now(hardest);
  }

  /** Calls `visit` with each voxel that is among the hardest, in their order. */
  forEach({ borderKey, ofBorder }: Hardest, visit: (voxel: number) => void): void {
    let left = ofBorder;
    this.keys.forEachFrom(this.logits, borderKey, (voxel, key) => {
      if (key > borderKey || left-- > 0) visit(voxel);
    });
  }

  /** Counts all voxels, if they are not counted yet, in steps, which tell how far it is, 0..1. */
  *counting(): Generator<number, void> {
    if (this.isCounted) return;
    this.counts.fill(0);
    this.costs = new CarriedSums(bins);
    this.fine.clear();
    const { logits, keys } = this;
    let [known, since] = [keys.of(0, logits[0]), 0];
    for (let v = 0; v < logits.length; v++) {
      const key = keys.of(v, logits[v]);
      if (key !== known || v - since === mostAtOnce) {
        this.count(known, v - since);
        [known, since] = [key, v];
      }
      if (v % mostAtOnce === mostAtOnce - 1) yield v / logits.length;
    }
    this.count(known, logits.length - since);
    this.isCounted = true;
  }

  private count(key: number, times: number): void {
    const bin = key >>> 16;
    this.counts[bin] += times;
    this.costs.addTimes(bin, this.keys.cost(key), times);
    const fine = this.fine.get(bin);
    if (fine) fine[key & 0xffff] += times;
  }

  /** The border moves to and fro between a few bins. */
  private countedFinely(bin: number): Int32Array {
    const known = this.fine.get(bin);
    const fine = known ?? this.countFinely(bin);
    this.fine.delete(bin);
    this.fine.set(bin, fine);
    for (const oldest of this.fine.keys()) if (this.fine.size > mostFine) this.fine.delete(oldest);
    return fine;
  }

  private countFinely(bin: number): Int32Array {
    const fine = new Int32Array(bins);
    this.keys.forEachFrom(this.logits, keyAt(bin, 0), (_, key) => {
      if (key >>> 16 === bin) fine[key & 0xffff]++;
    });
    return fine;
  }
}

/** So many bins are counted cost by cost. */
const mostFine = 4;
const mostAtOnce = 2 ** 20;

function keyAt(bin: number, low: number): number {
  return bin * bins + low;
}
