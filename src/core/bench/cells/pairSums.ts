import type { DividedRegions } from '../../finerCut';
import type { Quantity } from '../../losses/criteria/quantities';
import type { DividedLedger } from '../../losses/terms/predictedCellTerm';
import { type BenchCase, isInsideRow } from '../benchCase';
import { CarriedSums } from '../following/carriedSums';
import { MetLogits } from './metLogits';
import { PendingMoves } from './pendingMoves';

/** The sums of all pairs as the rows of a ledger. */
export interface PairLedger {
  readonly ledger: DividedLedger;
  /** The slopes of its quantities, summed as they are. */
  readonly slopes: readonly Float64Array[];
  /** The row of the case that each of its rows lies in. */
  readonly caseRows: Int32Array;
}

/** In place of a cell. */
export const nowhere = -1;

/** Pairs met last, by a prime number of slots, so that most voxels need no look into the map. */
const slots = 1021;

/** Quantities and their slopes summed over what the rows of a case share with cells (numbers >= 0), whose voxels come and go. A place for each pair that shares a voxel. */
export class PairSums {
  private readonly placeOf = new Map<number, number>();
  /** By place; -1 = free. */
  private readonly keys: number[] = [];
  private readonly free: number[] = [];
  private voxels = new Float64Array(64);
  private readonly values: readonly CarriedSums[];
  private readonly slopes: readonly CarriedSums[];
  private readonly met: readonly MetLogits[];
  private readonly lastKey = new Float64Array(slots).fill(-1);
  private readonly lastPlace = new Int32Array(slots);
  private readonly rows: number;
  private readonly pending = new PendingMoves((row, from, to, logit, count) => {
    if (from !== nowhere) this.add(row, from, logit, -count);
    if (to !== nowhere) this.add(row, to, logit, count);
  });

  constructor(
    private readonly benchCase: BenchCase,
    private readonly quantities: readonly Quantity[],
  ) {
    this.rows = benchCase.rowVoxels.length;
    this.values = quantities.map(() => new CarriedSums(this.voxels.length));
    this.slopes = quantities.map(() => new CarriedSums(this.voxels.length));
    this.met = [new MetLogits(quantities, false), new MetLogits(quantities, true)];
  }

  /** Adds voxels of these logits, `count` from `start` on (less than 2^22), to what a row shares with a cell, or takes them away. */
  put(row: number, cell: number, logits: Float32Array, start: number, count: number, sign: 1 | -1): void {
    if (isOfOne(logits, start, count)) this.add(row, cell, logits[start], sign * count);
    else this.addMet(this.place(cell * this.rows + row), this.meet(row, logits, start, count), count, sign);
  }

  /** Adds so many voxels (less than 2^24) of a logit; takes them away where the count is negative. */
  private add(row: number, cell: number, logit: number, count: number): void {
    const place = this.place(cell * this.rows + row);
    const met = this.met[isInsideRow(this.benchCase, row) ? 1 : 0];
    met.meet(logit);
    for (let k = 0; k < this.values.length; k++) {
      this.values[k].addTimes(place, met.values[k], count);
      this.slopes[k].addTimes(place, met.slopes[k], count);
    }
    this.count(place, count);
  }

  /**
   * Adds voxels of these logits, `count` from `start` on (less than 2^22), to the cell `to`, and takes them away from the cell `from`; `nowhere` = only one of the two.
   * No voxel may be moved twice before `flush` is called.
   */
  move(row: number, from: number, to: number, logits: Float32Array, start: number, count: number): void {
    if (isOfOne(logits, start, count)) {
      this.pending.add(row, from, to, logits[start], count);
      return;
    }
    const met = this.meet(row, logits, start, count);
    if (from !== nowhere) this.addMet(this.place(from * this.rows + row), met, count, -1);
    if (to !== nowhere) this.addMet(this.place(to * this.rows + row), met, count, 1);
  }

  /** Takes in what was moved; to be called before anything is read. */
  flush(): void {
    this.pending.flush();
  }

  private meet(row: number, logits: Float32Array, start: number, count: number): MetLogits {
    const met = this.met[isInsideRow(this.benchCase, row) ? 1 : 0];
    met.meetAll(logits, start, count);
    return met;
  }

  private addMet(place: number, { sums }: MetLogits, count: number, sign: 1 | -1): void {
    for (let k = 0; k < this.values.length; k++) {
      this.values[k].addSum(place, sums[k].value, sign);
      this.slopes[k].addSum(place, sums[k].slope, sign);
    }
    this.count(place, sign * count);
  }

  private count(place: number, voxels: number): void {
    this.voxels[place] += voxels;
    if (this.voxels[place] === 0) this.giveUp(place);
  }

  /**
   * The pairs of all cells but 0; where that is the only one, its own. `cells` = the cell of each voxel, read when the rows of voxels are asked for,
   * which must be before the next change.
   */
  ledger(cells: Int32Array): PairLedger {
    const used = [...this.keys.keys()].filter((place) => this.keys[place] >= this.rows);
    const places = used.length > 0 ? used : [...this.keys.keys()].filter((place) => this.keys[place] >= 0);
    const caseRows = Int32Array.from(places, (place) => this.keys[place] % this.rows);
    const chosen = (sums: CarriedSums) => Float64Array.from(places, (place) => sums.at(place));
    return {
      caseRows,
      slopes: this.slopes.map(chosen),
      ledger: {
        quantities: this.quantities,
        voxels: Float64Array.from(places, (place) => this.voxels[place]),
        sums: this.values.map(chosen),
        regions: this.regions(places, caseRows, cells),
      },
    };
  }

  private regions(places: readonly number[], caseRows: Int32Array, cells: Int32Array): DividedRegions {
    const isInside = Uint8Array.from(caseRows, (row) => (isInsideRow(this.benchCase, row) ? 1 : 0));
    const rowsOfVoxels = () => this.rowsOfVoxels(places, cells);
    let rows: Int32Array | null = null;
    return {
      blobIds: this.benchCase.regions.blobIds,
      isInside,
      blobOfRow: caseRows.map((row, n) => row * isInside[n]),
      partOfRow: Int32Array.from(places, (place) => Math.floor(this.keys[place] / this.rows)),
      /** For those who go through the voxels; a value of the loss costs no such pass. */
      get rowOfVoxel() {
        rows ??= rowsOfVoxels();
        return rows;
      },
    };
  }

  private rowsOfVoxels(places: readonly number[], cells: Int32Array): Int32Array {
    const rowOfPlace = new Int32Array(this.keys.length);
    places.forEach((place, row) => {
      rowOfPlace[place] = row;
    });
    return cells.map((cell, v) => rowOfPlace[this.place(cell * this.rows + this.benchCase.rowOfVoxel[v])]);
  }

  private place(key: number): number {
    const slot = key % slots;
    if (this.lastKey[slot] === key) return this.lastPlace[slot];
    const place = this.placeOf.get(key) ?? this.newPlace(key);
    this.lastKey[slot] = key;
    this.lastPlace[slot] = place;
    return place;
  }

  private newPlace(key: number): number {
    const place = this.free.pop() ?? this.keys.length;
    this.keys[place] = key;
    this.placeOf.set(key, place);
    if (place < this.voxels.length) return place;
    const voxels = new Float64Array(2 * place);
    voxels.set(this.voxels);
    this.voxels = voxels;
    for (const sums of [...this.values, ...this.slopes]) sums.grow(2 * place);
    return place;
  }

  /** Of a pair without voxels: what rounding left goes. */
  private giveUp(place: number): void {
    const key = this.keys[place];
    this.placeOf.delete(key);
    this.lastKey[key % slots] = -1;
    this.keys[place] = -1;
    this.free.push(place);
    for (const sums of [...this.values, ...this.slopes]) sums.clear(place);
  }
}

function isOfOne(logits: Float32Array, start: number, count: number): boolean {
  const logit = logits[start];
  for (let v = start + 1; v < start + count; v++) if (logits[v] !== logit) return false;
  return true;
}
