/** How voxels fall into the rows of a table. */
export interface RowCut {
  /** The row of each voxel. */
  readonly rowOfVoxel: Int32Array;
  /** 1 where a row lies inside a blob, 0 outside, [rows]; the last rows may be without voxels. */
  readonly isInside: Uint8Array;
}

/** The same cut for a kernel: voxels sorted by row, and the sorted list in pieces, each of one row. */
export interface Pieces {
  /** Voxels, those of row 0 first; ascending within a row. */
  readonly order: Int32Array;
  /** Four numbers a piece: first place in `order`, one past its last, row, sign (-1 in a blob, +1 outside). Filled up with empty pieces. */
  readonly pieces: Int32Array;
  /** The first piece of each row, [rows + 1]; the last number is how many pieces there are. */
  readonly firstPiece: Int32Array;
}

/** Voxels. A longer piece than this is cut, but into no more than so many: those of a background are added one after another. */
const shortestPiece = 128;
const mostPiecesOfRow = 512;
/** The list of pieces is filled up to a power of two, at least this. */
const fewestPieces = 64;

/** Sorts the voxels by row (counting sort) and cuts the list. The lengths of `order` and `firstPiece` follow from the cut's shape, that of `pieces` from it in powers of two. */
export function sortIntoPieces(cut: RowCut): Pieces {
  const firstOfRow = countRows(cut);
  return { order: sortVoxels(cut, firstOfRow), ...cutRows(firstOfRow, cut) };
}

/** The place of each row's first voxel in the sorted list, [rows + 1]. */
function countRows({ rowOfVoxel, isInside }: RowCut): Int32Array {
  const first = new Int32Array(isInside.length + 1);
  for (let v = 0; v < rowOfVoxel.length; v++) first[rowOfVoxel[v] + 1]++;
  for (let row = 0; row < isInside.length; row++) first[row + 1] += first[row];
  return first;
}

function sortVoxels({ rowOfVoxel }: RowCut, firstOfRow: Int32Array): Int32Array {
  const order = new Int32Array(rowOfVoxel.length);
  const next = firstOfRow.slice();
  for (let v = 0; v < rowOfVoxel.length; v++) order[next[rowOfVoxel[v]]++] = v;
  return order;
}

function cutRows(firstOfRow: Int32Array, { rowOfVoxel, isInside }: RowCut) {
  const rows = isInside.length;
  const length = Math.max(shortestPiece, Math.ceil(rowOfVoxel.length / mostPiecesOfRow));
  const firstPiece = new Int32Array(rows + 1);
  for (let row = 0; row < rows; row++)
    firstPiece[row + 1] = firstPiece[row] + Math.ceil((firstOfRow[row + 1] - firstOfRow[row]) / length);
  const pieces = new Int32Array(4 * nextPowerOfTwo(Math.max(fewestPieces, firstPiece[rows])));
  for (let row = 0; row < rows; row++)
    for (let piece = firstPiece[row]; piece < firstPiece[row + 1]; piece++) {
      const from = firstOfRow[row] + (piece - firstPiece[row]) * length;
      const to = Math.min(from + length, firstOfRow[row + 1]);
      pieces.set([from, to, row, isInside[row] === 1 ? -1 : 1], 4 * piece);
    }
  return { pieces, firstPiece };
}

/** The least power of two that is not below the count: for lengths that should seldom change. */
export function nextPowerOfTwo(count: number): number {
  return 2 ** Math.ceil(Math.log2(count));
}
