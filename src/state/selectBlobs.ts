import type { StepRecord } from '../core/terms';
import { readBlobFilter } from './blobFilter';
import type { AppState } from './model';
import type { TableRow } from './tableRow';
import type { SortKey } from './viewModel';

type TableFacts = Pick<AppState, 'openCase' | 'prediction' | 'table'>;

/** The rows of the blob table as shown: filtered and sorted; a filter that cannot be read hides nothing. */
export function tableRows(facts: TableFacts, records: readonly StepRecord[]): TableRow[] {
  const blobs = facts.openCase?.blobs ?? [];
  const scores = facts.prediction?.scores.perBlob ?? [];
  const terms = latestTerms(records, blobs.length);
  const rows = blobs.map((blob) => ({
    id: blob.id,
    blob,
    score: scores[blob.id - 1] ?? null,
    term: Number.isNaN(terms[blob.id - 1]) ? null : terms[blob.id - 1],
  }));
  const filter = readBlobFilter(facts.table.filter);
  return sortRows(filter.kind === 'test' ? rows.filter(filter.accepts) : rows, facts.table);
}

/** The newest term of each blob, index = id - 1; NaN = the blob was in no patch so far. */
export function latestTerms(records: readonly StepRecord[], blobCount: number): Float64Array {
  const terms = new Float64Array(blobCount).fill(Number.NaN);
  let missing = blobCount;
  for (let r = records.length - 1; r >= 0 && missing > 0; r--) {
    const { blobIds, blobTerms } = records[r];
    for (let i = 0; i < blobIds.length; i++) {
      const at = blobIds[i] - 1;
      if (at >= blobCount || !Number.isNaN(terms[at])) continue;
      terms[at] = blobTerms[i];
      missing -= 1;
    }
  }
  return terms;
}

/** Rows without a value stay last whichever way the column is sorted; ties by id. */
function sortRows(rows: TableRow[], { sortKey, isDescending }: AppState['table']): TableRow[] {
  const sign = isDescending ? -1 : 1;
  const value = sortValues[sortKey];
  return rows.sort((a, b) => {
    const [x, y] = [value(a), value(b)];
    if (x === null || y === null) return Number(x === null) - Number(y === null) || a.id - b.id;
    return sign * (x - y) || a.id - b.id;
  });
}

const sortValues: Record<SortKey, (row: TableRow) => number | null> = {
  id: (row) => row.id,
  voxels: (row) => row.blob.voxels,
  volumeMm3: (row) => row.blob.volumeMm3,
  equivalentDiameterMm: (row) => row.blob.equivalentDiameterMm,
  // From foot to head: the order in which a reader pages through axial slices.
  centre: (row) => row.blob.centreMm[2],
  share: (row) => row.blob.share,
  found: (row) => (row.score ? Number(row.score.isFound) : null),
  recall: (row) => row.score?.recall ?? null,
  term: (row) => row.term,
};
