import { SegmentedControl } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useMemo } from 'react';
import { isDefined } from '../../../core/losses/defined';
import { falseSentence, ledgerMeanings, ledgerSentence, noTermSentence } from '../../../lessons/ledger';
import { baseCards, termNames } from '../../../lessons/losses';
import { type LedgerRow, ledgerRows } from '../../../state/ledgerRows';
import type { LedgerSortKey } from '../../../state/model';
import { useActions, useApp } from '../../AppContext';
import { formatCount, formatMany, type LengthUnit, lengthUnitOf } from '../../format';
import { numberWords } from '../../numberWords';
import { RowTable } from '../../parts/RowTable';
import { ColumnMenu } from './ColumnMenu';
import { columnName } from './columnName';
import { EmptyBench } from './EmptyBench';
import { FalseTable } from './FalseTable';
import { fitColumns } from './fitColumns';
import styles from './ledger.module.css';
import { ledgerColumns } from './ledgerColumns';
import { SaveLedger } from './SaveLedger';

/** The ledger: one row a blob, sorted by how much the global term ignores it unless the user says otherwise; or one row a false component. */
export function LedgerCard() {
  const isOpen = useApp(({ bench, openCase }) => bench.phase === 'open' && openCase !== null);
  const isWaiting = useApp(({ bench }) => bench.phase === 'open' && bench.isWaiting);
  const shows = useApp((state) => state.ledger.shows);
  const { ref, width } = useElementSize();
  const room = Math.floor(width) - scrollbarWidth;
  return (
    <section className={styles.card} aria-label="Ledger" data-waiting={isOpen && isWaiting}>
      <div ref={ref} className={styles.head}>
        <h2>Ledger</h2>
        {isOpen && <ShowsChoice />}
        <span className={styles.tools}>
          {shows === 'blobs' && <SortChoice />}
          {shows === 'blobs' && <ColumnMenu room={room} />}
          <SaveLedger />
        </span>
      </div>
      {shows === 'blobs' ? <BlobRows room={room} /> : <FalseRows room={room} />}
    </section>
  );
}

/** Px that the table's scrollbar takes where there are more rows than fit. */
const scrollbarWidth = 10;

interface RoomProps {
  /** Px across that the table has for its columns; not positive = not known yet. */
  readonly room: number;
}

/** Blobs of the mask, or what is predicted and false, each with its number. */
function ShowsChoice() {
  const shows = useApp((state) => state.ledger.shows);
  const blobs = useApp(({ openCase }) => openCase?.blobs.length ?? 0);
  const wrong = useApp(({ bench }) => (bench.phase === 'open' ? bench.answer.matching.falseComponents : 0));
  const { setLedger } = useActions();
  return (
    <SegmentedControl
      size="xs"
      aria-label="Rows of the ledger"
      data={[
        { value: 'blobs', label: formatMany(blobs, 'blob') },
        { value: 'false', label: `${formatCount(wrong)} false` },
      ]}
      value={shows}
      onChange={(next) => setLedger({ shows: next })}
    />
  );
}

function BlobRows({ room }: RoomProps) {
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
  const { loss } = benchSettings;
  const sentence = !isOpen
    ? ''
    : isDefined({ ...loss, beta: 1 })
      ? ledgerSentence(rows, bench.answer.totals, term, numberWords)
      : noTermSentence(baseCards[loss.base].name, term);
  return (
    <>
      <p className={styles.sentence} role="status" title={sentence}>
        {sentence}
      </p>
      {isOpen && rows.length > 0 ? <LedgerTable rows={rows} room={room} /> : <EmptyBench />}
    </>
  );
}

function FalseRows({ room }: RoomProps) {
  const list = useApp(({ bench }) => (bench.phase === 'open' ? bench.answer.falseComponents : null));
  const isOpen = useApp(({ bench, openCase }) => bench.phase === 'open' && openCase !== null);
  if (!isOpen) return <EmptyBench />;
  const sentence = list ? falseSentence(list.count, list.listed.length, numberWords) : 'Listing the false components …';
  return (
    <>
      <p className={styles.sentence} role="status" title={sentence}>
        {sentence}
      </p>
      {list && list.count > 0 && <FalseTable listed={list.listed} room={room} />}
    </>
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

function LedgerTable({ rows, room }: RoomProps & { readonly rows: readonly LedgerRow[] }) {
  const unit = useApp(({ openCase }) => lengthUnitOf(openCase?.grid.spacingMm ?? [1, 1, 1]));
  const columns = useHeadedColumns(unit, room);
  const { editBench } = useActions();
  const onSpace = ({ id, recall }: LedgerRow) => editBench({ kind: recall > 0 ? 'miss' : 'unmiss', blob: id });
  return <RowTable label="Ledger" rows={rows} columns={columns} onSpace={onSpace} />;
}

function useHeadedColumns(unit: LengthUnit, room: number) {
  const { sortKey, isDescending, hidden } = useApp((state) => state.ledger);
  const term = useApp((state) => termNames[state.benchSettings.loss.scheme]);
  const { setLedger } = useActions();
  return useMemo(() => {
    const order = isDescending ? ('descending' as const) : ('ascending' as const);
    const sortBy = (key: LedgerSortKey) => () =>
      setLedger({
        sortKey: key,
        isDescending: key === sortKey ? !isDescending : key !== 'id' && key !== 'match' && key !== 'why',
      });
    return fitColumns(ledgerColumns(unit), room, { hidden, sortKey }).map((column) => {
      const { explanation } = ledgerMeanings[column.key];
      const head = {
        name: columnName(column.key, unit, term),
        explanation: explanation.replaceAll('{unit}', unit.name).replaceAll('{term}', term),
        order: column.key === sortKey ? order : null,
        onSort: sortBy(column.key),
      };
      return { ...column, head };
    });
  }, [unit, room, sortKey, isDescending, hidden, term, setLedger]);
}
