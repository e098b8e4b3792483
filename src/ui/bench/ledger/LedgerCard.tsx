import { useMemo } from 'react';
import { ledgerMeanings, ledgerSentence } from '../../../lessons/ledger';
import { termNames } from '../../../lessons/losses';
import { type LedgerRow, ledgerRows } from '../../../state/ledgerRows';
import type { LedgerSortKey } from '../../../state/model';
import { useActions, useApp } from '../../AppContext';
import { formatMany, lengthUnitOf } from '../../format';
import { numberWords } from '../../numberWords';
import { RowTable } from '../../parts/RowTable';
import { EmptyBench } from './EmptyBench';
import styles from './ledger.module.css';
import { ledgerColumns } from './ledgerColumns';

/** The ledger: one row a blob, sorted by how much the global term ignores it unless the user says otherwise. */
export function LedgerCard() {
  const bench = useApp((state) => state.bench);
  const openCase = useApp((state) => state.openCase);
  const benchSettings = useApp((state) => state.benchSettings);
  const ledger = useApp((state) => state.ledger);
  const rows = useMemo(
    () => ledgerRows({ openCase, bench, benchSettings, ledger }),
    [openCase, bench, benchSettings, ledger],
  );
  const isOpen = bench.phase === 'open' && openCase !== null;
  const term = termNames[benchSettings.loss.scheme];
  return (
    <section className={styles.card} aria-label="Ledger" data-waiting={isOpen && bench.isWaiting}>
      <div className={styles.head}>
        <h2>Ledger</h2>
        {isOpen && <span className={styles.count}>{formatMany(rows.length, 'blob')}</span>}
        <SortChoice />
      </div>
      <p className={styles.sentence} role="status">
        {isOpen && ledgerSentence(rows, bench.answer.totals, term, numberWords)}
      </p>
      {isOpen && rows.length > 0 ? <LedgerTable rows={rows} /> : <EmptyBench />}
    </section>
  );
}

/** Back to the order that the ledger is made for. */
function SortChoice() {
  const { sortKey, isDescending } = useApp((state) => state.ledger);
  const { setLedger } = useActions();
  const isDefault = sortKey === 'ignored' && isDescending;
  return (
    <button
      type="button"
      className={styles.sort}
      aria-pressed={isDefault}
      onClick={() => setLedger({ sortKey: 'ignored', isDescending: true })}
    >
      Most ignored first
    </button>
  );
}

function LedgerTable({ rows }: { readonly rows: ReturnType<typeof ledgerRows> }) {
  const unit = useApp(({ openCase }) => lengthUnitOf(openCase?.grid.spacingMm ?? [1, 1, 1]));
  const columns = useHeadedColumns(unit);
  const { editBench } = useActions();
  const onSpace = ({ id, recall }: LedgerRow) => editBench({ kind: recall > 0 ? 'miss' : 'unmiss', blob: id });
  return <RowTable label="Ledger" rows={rows} columns={columns} onSpace={onSpace} />;
}

function useHeadedColumns(unit: ReturnType<typeof lengthUnitOf>) {
  const { sortKey, isDescending } = useApp((state) => state.ledger);
  const term = useApp((state) => termNames[state.benchSettings.loss.scheme]);
  const { setLedger } = useActions();
  return useMemo(() => {
    const order = isDescending ? ('descending' as const) : ('ascending' as const);
    const sortBy = (key: LedgerSortKey) => () =>
      setLedger({ sortKey: key, isDescending: key === sortKey ? !isDescending : key !== 'id' && key !== 'match' });
    return ledgerColumns(unit).map((column) => {
      const { name, explanation } = ledgerMeanings[column.key];
      const fill = (words: string) => words.replaceAll('{unit}', unit.name).replaceAll('{term}', term);
      const head = {
        name: capital(fill(name)),
        explanation: fill(explanation),
        order: column.key === sortKey ? order : null,
        onSort: sortBy(column.key),
      };
      return { ...column, head };
    });
  }, [unit, sortKey, isDescending, term, setLedger]);
}

function capital(words: string): string {
  return words.startsWith('mm') ? words : `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
