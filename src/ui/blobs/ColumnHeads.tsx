import { Tooltip } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { columnMeanings } from '../../lessons/glossary';
import { useActions, useApp } from '../AppContext';
import styles from './blobs.module.css';
import type { Column } from './columns';

/** The names of the columns; a click sorts by one, a second click the other way round. */
export function ColumnHeads({ columns }: { readonly columns: readonly Column[] }) {
  return (
    <div className={styles.heads} role="rowgroup">
      {/* biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus, its sort buttons are stops of their own */}
      <div className={styles.headRow} role="row" aria-rowindex={1}>
        {columns.map((column) => (
          <ColumnHead key={column.key} column={column} />
        ))}
      </div>
    </div>
  );
}

function ColumnHead({ column: { key, sortKey, isNumber } }: { readonly column: Column }) {
  const table = useApp((state) => state.table);
  const { setTable } = useActions();
  const { name, explanation } = columnMeanings[key];
  const isSorted = sortKey !== null && table.sortKey === sortKey;
  const sortBy = () => {
    if (sortKey) setTable({ sortKey, isDescending: isSorted ? !table.isDescending : sortKey !== 'id' });
  };
  const order = table.isDescending ? 'descending' : 'ascending';
  const Arrow = table.isDescending ? IconChevronDown : IconChevronUp;
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the button inside is the stop
    <div role="columnheader" className={styles.head} data-number={isNumber} aria-sort={isSorted ? order : undefined}>
      <Tooltip label={explanation} position="bottom">
        <button type="button" onClick={sortBy} data-sortable={sortKey !== null}>
          {isSorted && <Arrow size={11} aria-hidden />}
          {name}
        </button>
      </Tooltip>
    </div>
  );
}
