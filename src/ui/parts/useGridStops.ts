import { type FocusEvent, type KeyboardEvent, useState } from 'react';
import { type FocusGrid, type Place, placeAfter } from './gridStops';

interface GridStops {
  /** For the table, beside role="grid". */
  readonly events: {
    readonly onKeyDown: (event: KeyboardEvent<HTMLTableElement>) => void;
    readonly onFocus: (event: FocusEvent<HTMLTableElement>) => void;
  };
  /** Of what is in a cell. */
  readonly tabIndexAt: (row: number, column: number) => 0 | -1;
}

/** Makes a table one Tab stop: the place where the focus was last, at first `home`; arrows move among all that can be focused. */
export function useGridStops(grid: FocusGrid, home: Place): GridStops {
  const [last, setLast] = useState<Place | null>(null);
  const stop = last && grid[last.row]?.[last.column] ? last : home;
  return {
    events: {
      onKeyDown: (event) => {
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        const next = placeAfter(grid, stop, event.key);
        if (!next) return;
        event.preventDefault();
        insideOf(event.currentTarget, next)?.focus();
      },
      onFocus: ({ target }) => {
        const cell = target.closest<HTMLTableCellElement>('th, td');
        const row = cell?.closest('tr');
        if (cell && row) setLast({ row: row.rowIndex, column: cell.cellIndex });
      },
    },
    tabIndexAt: (row, column) => (row === stop.row && column === stop.column ? 0 : -1),
  };
}

function insideOf(table: HTMLTableElement, { row, column }: Place): HTMLElement | null {
  return table.rows[row]?.cells[column]?.querySelector<HTMLElement>('button, [tabindex]') ?? null;
}
