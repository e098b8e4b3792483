import type { Quantity } from '../losses/quantities';
import { CarriedSums } from './carriedSums';

/** Quantities summed over the two labels of cells, whose voxels come and go. */
export class CellSums {
  private voxels = new Float64Array(2);
  private readonly sums: readonly CarriedSums[];
  private readonly met: readonly MetLogit[];

  constructor(readonly quantities: readonly Quantity[]) {
    this.sums = quantities.map(() => new CarriedSums(2));
    this.met = [meetingLogits(quantities, false), meetingLogits(quantities, true)];
  }

  /** Adds so many voxels (less than 2^24) of a label and a logit to a cell; takes them away where the count is negative. */
  add(cell: number, label: 0 | 1, logit: number, count: number): void {
    const row = 2 * cell + label;
    const values = this.met[label](logit);
    this.voxels[row] += count;
    for (let k = 0; k < values.length; k++) this.sums[k].addTimes(row, values[k], count);
  }

  /** Room for cells 0..last. */
  grow(last: number): void {
    const rows = 2 * (last + 1);
    if (rows <= this.voxels.length) return;
    const voxels = new Float64Array(2 * rows);
    voxels.set(this.voxels);
    this.voxels = voxels;
    for (const sums of this.sums) sums.grow(2 * rows);
  }

  /** Empties a cell, of whose sums rounding may have left something. */
  clear(cell: number): void {
    for (const row of [2 * cell, 2 * cell + 1]) {
      this.voxels[row] = 0;
      for (const sums of this.sums) sums.clear(row);
    }
  }

  voxelsOf(cell: number, label: 0 | 1): number {
    return this.voxels[2 * cell + label];
  }

  /** By quantity. */
  sumsOf(cell: number, label: 0 | 1): readonly number[] {
    return this.sums.map((sums) => sums.at(2 * cell + label));
  }
}

type MetLogit = (logit: number) => readonly number[];

/** The quantities of a logit, computed where it is another than the last. */
function meetingLogits(quantities: readonly Quantity[], isInside: boolean): MetLogit {
  let last = Number.NaN;
  const values = quantities.map(() => 0);
  return (logit) => {
    if (logit !== last) for (let k = 0; k < values.length; k++) values[k] = quantities[k].at(logit, isInside);
    last = logit;
    return values;
  };
}
