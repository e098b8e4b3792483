import type { BenchRow } from '../core/bench/answer';
import { mixPull } from '../core/bench/pulls/mixPull';
import type { Blob } from '../core/case';
import type { AppState, LedgerSortKey, LedgerView } from './model';

/** One row of the ledger as shown. */
export interface LedgerRow extends BenchRow {
  readonly blob: Blob;
  /** Its part of all pull on blobs under alpha * global + beta * instance, 0..1; null where nothing pulls. */
  readonly shareOfMixed: number | null;
}

type LedgerFacts = Pick<AppState, 'openCase' | 'bench' | 'benchSettings' | 'ledger'>;

/** The rows of the ledger, sorted; the mixed shares are those of alpha and beta as they stand, whatever was asked last. Empty without a prediction. */
export function ledgerRows({ openCase, bench, benchSettings, ledger }: LedgerFacts): LedgerRow[] {
  if (bench.phase !== 'open' || !openCase) return [];
  const { rows, totals } = bench.answer;
  const all = mixPull(totals.pull, benchSettings.loss).inside;
  const shown = rows.flatMap((row) => {
    const blob = openCase.blobs[row.id - 1];
    const shareOfMixed = all > 0 ? mixPull(row.pull, benchSettings.loss).inside / all : null;
    return blob ? [{ ...row, blob, shareOfMixed }] : [];
  });
  return sorted(shown, ledger);
}

/** Rows without a value stay last whichever way a column is sorted; ties by id. */
function sorted(rows: LedgerRow[], { sortKey, isDescending }: LedgerView): LedgerRow[] {
  const sign = isDescending ? -1 : 1;
  return rows.sort((a, b) => {
    const [x, y] = [numberIn(a, sortKey), numberIn(b, sortKey)];
    if (x === null || y === null) return Number(x === null) - Number(y === null) || a.id - b.id;
    return sign * (x - y) || a.id - b.id;
  });
}

function numberIn(row: LedgerRow, key: LedgerSortKey): number | null {
  return key === 'match' || key === 'why' ? matchOrder[row.match] : row[key];
}

const matchOrder: Readonly<Record<BenchRow['match'], number>> = { missed: 0, leftOut: 1, found: 2 };
