import { Tooltip } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';

/** The name of a column, what it means, and how the table is sorted by it. */
export interface HeadWords {
  readonly name: string;
  readonly explanation: string;
  /** Null = the table is not sorted by it. */
  readonly order: 'ascending' | 'descending' | null;
  /** Null = it cannot be. */
  readonly onSort: (() => void) | null;
}

interface Props {
  readonly columns: readonly { readonly key: string; readonly isNumber: boolean; readonly head: HeadWords }[];
}

/** The names of the columns; a click sorts by one, a second click the other way round. */
export function RowTableHead({ columns }: Props) {
  return (
    <thead>
      <tr aria-rowindex={1}>
        {columns.map(({ key, isNumber, head: { name, explanation, order, onSort } }) => (
          <th key={key} scope="col" data-number={isNumber} aria-sort={order ?? undefined}>
            <Tooltip label={explanation} position="bottom">
              <button type="button" onClick={() => onSort?.()} data-sortable={onSort !== null}>
                {order === 'descending' && <IconChevronDown size={11} aria-hidden />}
                {order === 'ascending' && <IconChevronUp size={11} aria-hidden />}
                {name}
              </button>
            </Tooltip>
          </th>
        ))}
      </tr>
    </thead>
  );
}
