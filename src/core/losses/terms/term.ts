import type { Ledger, Tally } from '../../ledger';
import type { Criterion } from '../criteria/criterion';

/** What a term does to one ledger: the derivative of the term's value with respect to sums[k][row] is coefficients[k][row]. */
export interface Pull {
  readonly element: number;
  readonly ledger: Ledger;
  readonly coefficients: readonly Float64Array[];
}

/** One term of a loss over a batch: its value, its part for each blob (by element, blobs ascending by id), and its derivatives, computed when they are asked for. */
export interface Term {
  readonly value: number;
  readonly blobTerms: readonly (readonly number[])[];
  readonly pulls: () => readonly Pull[];
}

/** A ledger as a criterion sees it: its own quantities only, in its own order. */
export interface Sight {
  readonly ofRow: (row: number) => Tally;
  /** Rows added up, each times its weight. */
  readonly ofRows: (rows: readonly number[], weightOf?: (row: number) => number) => Tally;
  /** Coefficients of the whole ledger from those of the criterion's quantities in each row. */
  readonly coefficients: (ofRow: (row: number) => readonly number[]) => Float64Array[];
}

/** Finds the criterion's quantities in a ledger, by their names; throws when the ledger lacks one. */
export function lookAt(ledger: Ledger, { quantities }: Pick<Criterion, 'quantities'>): Sight {
  const columns = quantities.map(({ name }) => columnOf(ledger, name));
  const { voxels, sums, regions } = ledger;
  return {
    ofRow: (row) => ({ voxels: voxels[row], sums: columns.map((column) => sums[column][row]) }),
    ofRows: (rows, weightOf = () => 1) => {
      const total = { voxels: 0, sums: columns.map(() => 0) };
      for (const row of rows) {
        const weight = weightOf(row);
        total.voxels += weight * voxels[row];
        for (let k = 0; k < columns.length; k++) total.sums[k] += weight * sums[columns[k]][row];
      }
      return total;
    },
    coefficients: (ofRow) => {
      const all = ledger.quantities.map(() => new Float64Array(regions.isInside.length));
      for (let row = 0; row < voxels.length; row++) {
        const own = ofRow(row);
        for (let k = 0; k < columns.length; k++) all[columns[k]][row] = own[k];
      }
      return all;
    },
  };
}

/** Whether a row lies inside a blob. */
export function isInsideOf({ regions }: Ledger): (row: number) => boolean {
  return (row) => regions.isInside[row] === 1;
}

/** The rows inside blobs (label 1), or those outside all of them (label 0). */
export function rowsOfLabel({ regions }: Ledger, label: 0 | 1): readonly number[] {
  const rows: number[] = [];
  regions.isInside.forEach((isInside, row) => {
    if (isInside === label) rows.push(row);
  });
  return rows;
}

/** The rows of each blob, in the order of the blobs. */
export function rowsOfBlobs({ regions }: Ledger): readonly (readonly number[])[] {
  const { blobIds, isInside, blobOfRow } = regions;
  if (!blobOfRow) return blobIds.map((_, n) => [n + 1]);
  const rows: number[][] = blobIds.map(() => []);
  blobOfRow.forEach((blob, row) => {
    if (isInside[row] === 1) rows[blob - 1].push(row);
  });
  return rows;
}

/** The number of voxels of a ledger's element. */
export function voxelsOf({ regions }: Ledger): number {
  return regions.rowOfVoxel.length;
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

export function scaled(values: readonly number[], factor: number): readonly number[] {
  return values.map((value) => factor * value);
}

function columnOf({ quantities }: Ledger, name: string): number {
  const column = quantities.findIndex((quantity) => quantity.name === name);
  if (column < 0) throw new Error(`the ledger holds no ${name}`);
  return column;
}
