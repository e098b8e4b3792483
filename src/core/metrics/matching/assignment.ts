/**
 * Gives each row a column of its own so that the sum of the gains (not negative, any shape) is largest; -1 = none. The Hungarian
 * method with potentials, O(rows² columns) with rows the shorter side (Kuhn 1955, Munkres 1957).
 */
export function assign(gains: readonly Float64Array[]): Int32Array {
  const rows = gains.length;
  const columns = rows === 0 ? 0 : gains[0].length;
  if (rows <= columns) return assignRows(gains, columns);
  const turned = Array.from({ length: columns }, (_, c) => Float64Array.from(gains, (row) => row[c]));
  const result = new Int32Array(rows).fill(-1);
  assignRows(turned, rows).forEach((row, column) => {
    if (row >= 0) result[row] = column;
  });
  return result;
}

/** As many columns as rows or more. Row and column 0 of the working arrays stand for "none". */
function assignRows(gains: readonly Float64Array[], columns: number): Int32Array {
  const rowPotential = new Float64Array(gains.length + 1);
  const columnPotential = new Float64Array(columns + 1);
  const rowOf = new Int32Array(columns + 1);
  const previous = new Int32Array(columns + 1);
  for (let row = 1; row <= gains.length; row++) {
    rowOf[0] = row;
    let free = findFree(gains, rowPotential, columnPotential, rowOf, previous);
    while (free !== 0) {
      rowOf[free] = rowOf[previous[free]];
      free = previous[free];
    }
  }
  const result = new Int32Array(gains.length).fill(-1);
  for (let column = 1; column <= columns; column++) if (rowOf[column] > 0) result[rowOf[column] - 1] = column - 1;
  return result;
}

/** Grows a tree of tight edges from the row in rowOf[0] until it reaches a column without a row; `previous` tells the way back. */
function findFree(
  gains: readonly Float64Array[],
  rowPotential: Float64Array,
  columnPotential: Float64Array,
  rowOf: Int32Array,
  previous: Int32Array,
): number {
  const columns = rowOf.length - 1;
  const slack = new Float64Array(columns + 1).fill(Number.POSITIVE_INFINITY);
  const isUsed = new Uint8Array(columns + 1);
  let column = 0;
  while (rowOf[column] !== 0) {
    isUsed[column] = 1;
    const row = rowOf[column];
    let next = 0;
    let least = Number.POSITIVE_INFINITY;
    for (let c = 1; c <= columns; c++) {
      if (isUsed[c]) continue;
      const reduced = -gains[row - 1][c - 1] - rowPotential[row] - columnPotential[c];
      if (reduced < slack[c]) {
        slack[c] = reduced;
        previous[c] = column;
      }
      if (slack[c] < least) {
        least = slack[c];
        next = c;
      }
    }
    for (let c = 0; c <= columns; c++) {
      if (isUsed[c]) {
        rowPotential[rowOf[c]] += least;
        columnPotential[c] -= least;
      } else slack[c] -= least;
    }
    column = next;
  }
  return column;
}
