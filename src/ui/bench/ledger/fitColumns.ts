import { hiddenAtFirst, type LedgerSortKey, type LedgerView } from '../../../state/model';
import type { LedgerColumn } from './ledgerColumns';

/** What goes first where there is no room for all: it follows from other columns, or the panel beside tells it too. */
const firstToGo: readonly LedgerSortKey[] = ['falsePositiveMass', 'shareOfMixed', 'meanProbability', 'ownTerm'];

/** So much of the reason is seen at least, in px: "missed". */
export const leastReason = 62;

/**
 * The columns of the ledger that a room of so many px takes without scrolling sideways; the reason gets what the others leave. Which columns the user
 * chose by hand, and the one that the table is sorted by, stay whatever the room.
 */
export function fitColumns(
  columns: readonly LedgerColumn[],
  room: number,
  { hidden, sortKey }: Pick<LedgerView, 'hidden' | 'sortKey'>,
): readonly LedgerColumn[] {
  const shown = columns.filter(({ key }) => !(hidden ?? hiddenAtFirst).includes(key));
  if (room <= 0 || hidden !== null) return shown;
  let fitting = shown;
  for (const key of firstToGo) {
    if (widthBut(fitting) + leastReason <= room) break;
    if (key !== sortKey) fitting = fitting.filter((column) => column.key !== key);
  }
  const left = Math.max(leastReason, room - widthBut(fitting));
  return fitting.map((column) => (column.key === 'why' ? { ...column, width: left } : column));
}

/** The width of all columns but the reason. */
function widthBut(columns: readonly LedgerColumn[]): number {
  return columns.reduce((sum, { key, width }) => (key === 'why' ? sum : sum + width), 0);
}
