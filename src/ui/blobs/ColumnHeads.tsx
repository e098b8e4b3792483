import { Tooltip } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { columnMeanings } from '../../lessons/glossary';
import { useActions, useApp } from '../AppContext';
import { lengthUnitOf } from '../format';
import type { Column } from './columns';

/** The names of the columns; a click sorts by one, a second click the other way round. */
export function ColumnHeads({ columns }: { readonly columns: readonly Column[] }) {
  return (
    <thead>
      <tr aria-rowindex={1}>
        {columns.map((column) => (
          <ColumnHead key={column.key} column={column} />
        ))}
      </tr>
    </thead>
  );
}

function ColumnHead({ column: { key, sortKey, isNumber } }: { readonly column: Column }) {
  const table = useApp((state) => state.table);
  const { setTable } = useActions();
  const unit = useApp(({ openCase }) => (openCase ? lengthUnitOf(openCase.grid.spacingMm).name : 'mm'));
  const { name, explanation } = columnMeanings[key];
  const isSorted = sortKey !== null && table.sortKey === sortKey;
  const sortBy = () => {
    if (sortKey) setTable({ sortKey, isDescending: isSorted ? !table.isDescending : sortKey !== 'id' });
  };
  const order = table.isDescending ? 'descending' : 'ascending';
  const Arrow = table.isDescending ? IconChevronDown : IconChevronUp;
  return (
    <th scope="col" data-number={isNumber} aria-sort={isSorted ? order : undefined}>
      <Tooltip label={explanation} position="bottom">
        <button type="button" onClick={sortBy} data-sortable={sortKey !== null}>
          {isSorted && <Arrow size={11} aria-hidden />}
          {name.replace('{unit}', unit)}
        </button>
      </Tooltip>
    </th>
  );
}
