/** A place of a table: 0, 0 = the corner. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

/** By row, then by column: whether the cell has something to focus. */
export type FocusGrid = readonly (readonly boolean[])[];

const steps: Readonly<Record<string, readonly [row: number, column: number]>> = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
};

/**
 * Where a key leads from a place, empty cells skipped; null = the key means nothing here. At the border it stays. Keys as the ARIA pattern "grid" has
 * them: arrows, Home and End within the row.
 */
export function placeAfter(grid: FocusGrid, from: Place, key: string): Place | null {
  if (key === 'Home' || key === 'End') {
    const inRow = grid[from.row] ?? [];
    const column = key === 'Home' ? inRow.indexOf(true) : inRow.lastIndexOf(true);
    return column < 0 ? from : { row: from.row, column };
  }
  const step = steps[key];
  if (!step) return null;
  let [row, column] = [from.row + step[0], from.column + step[1]];
  while (grid[row]?.[column] !== undefined) {
    if (grid[row][column]) return { row, column };
    row += step[0];
    column += step[1];
  }
  return from;
}
