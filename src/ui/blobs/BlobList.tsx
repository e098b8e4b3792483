import { TextInput } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import { readBlobFilter } from '../../state/blobFilter';
import { useActions, useApp } from '../AppContext';
import { formatCount, formatMany } from '../format';
import { Named } from '../parts/Named';
import { BlobTable } from './BlobTable';
import styles from './blobs.module.css';
import type { Column } from './columns';
import { useTableRows } from './useTableRows';

const howToFilter =
  'Words joined by spaces, all must hold: 12 or 3,7 = blobs; >100, <=20, 10-40 = voxels; mm3>50, um3>900, d<4 (mm), d<40um, share>1 (%), recall<0.5, p>0.3, term>0.8; found, missed.';

/** The blob table with its filter, filling what is left of its panel. */
export function BlobList({ title, columns }: { readonly title: string; readonly columns: readonly Column[] }) {
  const rows = useTableRows();
  const total = useApp((state) => state.openCase?.blobs.length ?? 0);
  return (
    <section className={styles.list} aria-label={title}>
      <div className={styles.listHead}>
        <h2>{title}</h2>
        <RowCount shown={rows.length} total={total} />
        <FilterInput />
      </div>
      {rows.length > 0 ? <BlobTable rows={rows} columns={columns} /> : <Nothing isFiltered={total > 0} />}
    </section>
  );
}

function Nothing({ isFiltered }: { readonly isFiltered: boolean }) {
  const hasMask = useApp((state) => state.openCase?.hasMask ?? false);
  const why = hasMask ? 'The mask has no blob.' : 'Only a scan is open. Drop its mask to see its blobs.';
  return <p className={styles.nothing}>{isFiltered ? 'No blob meets the filter.' : why}</p>;
}

/** How many rows are shown, or which word of the filter was not understood. */
function RowCount({ shown, total }: { readonly shown: number; readonly total: number }) {
  const filter = readBlobFilter(useApp((state) => state.table.filter));
  const count = shown === total ? formatMany(total, 'blob') : `${formatCount(shown)} of ${formatMany(total, 'blob')}`;
  const isUnclear = filter.kind === 'unclear';
  return (
    <span className={styles.count} role="status" data-unclear={isUnclear}>
      {isUnclear ? `“${filter.word}” not understood` : count}
    </span>
  );
}

function FilterInput() {
  const text = useApp((state) => state.table.filter);
  const { setTable } = useActions();
  return (
    <TextInput
      className={styles.filter}
      aria-label="Filter blobs"
      placeholder="Filter: >100, missed"
      value={text}
      error={readBlobFilter(text).kind === 'unclear'}
      leftSection={<Named name={<IconFilter size={13} aria-label="How to filter" />} explanation={howToFilter} />}
      onChange={(event) => setTable({ filter: event.currentTarget.value })}
    />
  );
}
