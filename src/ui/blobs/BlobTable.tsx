import { columnMeanings } from '../../lessons/glossary';
import type { TableRow } from '../../state/tableRow';
import { useActions, useApp } from '../AppContext';
import { lengthUnitOf } from '../format';
import { RowTable } from '../parts/RowTable';
import type { Column } from './columns';

interface Props {
  readonly rows: readonly TableRow[];
  readonly columns: readonly Column[];
}

/** One row a blob, sorted by the column whose name was clicked. */
export function BlobTable({ rows, columns }: Props) {
  const table = useApp((state) => state.table);
  const unit = useApp(({ openCase }) => (openCase ? lengthUnitOf(openCase.grid.spacingMm).name : 'mm'));
  const { setTable } = useActions();
  const headed = columns.map((column) => {
    const { key, sortKey } = column;
    const { name, explanation } = columnMeanings[key];
    const isSorted = sortKey !== null && table.sortKey === sortKey;
    const onSort =
      sortKey && (() => setTable({ sortKey, isDescending: isSorted ? !table.isDescending : sortKey !== 'id' }));
    const order = table.isDescending ? ('descending' as const) : ('ascending' as const);
    return {
      ...column,
      head: { name: name.replace('{unit}', unit), explanation, order: isSorted ? order : null, onSort },
    };
  });
  return <RowTable label="Blobs" rows={rows} columns={headed} />;
}
