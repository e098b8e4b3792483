import type { StepRecord } from '../../core/terms';

/**
 * The blob's own terms gathered into cells, index = row * columns + column: a row a blob, a column one step or, where steps
 * outnumber pixels, several. `sums / counts` is the mean of the terms in a cell; count 0 = the blob was in none of its patches.
 */
export interface StripCells {
  readonly rows: number;
  readonly columns: number;
  /** Steps of the whole axis, from 1. */
  readonly steps: number;
  readonly sums: Float32Array;
  readonly counts: Uint16Array;
  readonly rowOf: ReadonlyMap<number, number>;
}

/** Empty cells for those blobs, in that order; no more columns than steps. */
export function createStripCells(rowIds: readonly number[], maxColumns: number, steps: number): StripCells {
  const columns = Math.max(1, Math.min(steps, Math.floor(maxColumns)));
  return {
    rows: rowIds.length,
    columns,
    steps,
    sums: new Float32Array(rowIds.length * columns),
    counts: new Uint16Array(rowIds.length * columns),
    rowOf: new Map(rowIds.map((id, row) => [id, row])),
  };
}

/** The column of a step, 0 .. columns-1. */
export function columnOfStep(cells: Pick<StripCells, 'columns' | 'steps'>, step: number): number {
  return Math.min(cells.columns - 1, Math.floor(((step - 1) * cells.columns) / cells.steps));
}

/** The steps of a column, first and last. */
export function stepsOfColumn(
  cells: Pick<StripCells, 'columns' | 'steps'>,
  column: number,
): readonly [first: number, last: number] {
  const begin = (c: number) => Math.ceil((c * cells.steps) / cells.columns);
  return [begin(column) + 1, begin(column + 1)];
}

/** Adds records from index `from` on, at a cost of their terms alone; gives the columns they touched, null = none. */
export function addToStripCells(
  cells: StripCells,
  records: readonly StepRecord[],
  from: number,
): readonly [first: number, last: number] | null {
  for (let i = from; i < records.length; i++) {
    const { step, blobIds, blobTerms } = records[i];
    const column = columnOfStep(cells, step);
    for (let k = 0; k < blobIds.length; k++) {
      const row = cells.rowOf.get(blobIds[k]);
      if (row === undefined || !Number.isFinite(blobTerms[k])) continue;
      cells.sums[row * cells.columns + column] += blobTerms[k];
      cells.counts[row * cells.columns + column]++;
    }
  }
  if (from >= records.length) return null;
  return [columnOfStep(cells, records[from].step), columnOfStep(cells, records[records.length - 1].step)];
}

/** Mean term of a cell; null = a gap. */
export function cellTerm(cells: StripCells, row: number, column: number): number | null {
  const index = row * cells.columns + column;
  return cells.counts[index] ? cells.sums[index] / cells.counts[index] : null;
}
