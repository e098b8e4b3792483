/** How the voxels of a batch fall into regions: row b is the background of element b, the rows after it are the blobs, element by element. */
export interface RegionCut {
  readonly batchSize: number;
  /** The row of each voxel. */
  readonly regions: Int32Array;
  /** Rows, of which the last ones may be without voxels. */
  readonly regionCount: number;
  readonly blobs: readonly { readonly element: number }[];
}

/** The same cut for a kernel: voxels sorted by region, and the sorted list in pieces, each of one region. */
export interface Pieces {
  /** Voxels, those of row 0 first; ascending within a row. */
  readonly order: Int32Array;
  /** Four numbers a piece: first place in `order`, one past its last, row, sign (-1 in a blob, +1 outside). Filled up with empty pieces. */
  readonly pieces: Int32Array;
  readonly pieceCount: number;
  /**
   * Eight numbers a row: the pieces (first, one past the last) that are inside it, those that are outside; its element; the rows of its
   * element's blobs (first, one past the last); 0. Inside the row of an element are all its blobs, outside of each row is the background.
   */
  readonly rows: Int32Array;
}

/** Voxels. A longer piece than this is cut, but into no more than so many: those of a background are added one after another. */
const shortestPiece = 128;
const mostPiecesOfRow = 512;
/** The list of pieces is filled up to a power of two, at least this. */
const fewestPieces = 64;

/** Sorts the voxels by region (counting sort) and cuts the list. The lengths of `order` and `rows` follow from the cut's shape, that of `pieces` from it in powers of two. */
export function cutPieces(cut: RegionCut): Pieces {
  const firstOfRow = countRows(cut);
  const length = Math.max(shortestPiece, Math.ceil(cut.regions.length / mostPiecesOfRow));
  const { pieces, firstPiece } = cutRows(firstOfRow, cut, length);
  return {
    order: sortVoxels(cut, firstOfRow),
    pieces,
    pieceCount: firstPiece[cut.regionCount],
    rows: rangesOf(cut, firstPiece),
  };
}

/** The place of each row's first voxel in the sorted list, [regionCount + 1]. */
function countRows({ regions, regionCount }: RegionCut): Int32Array {
  const first = new Int32Array(regionCount + 1);
  for (let v = 0; v < regions.length; v++) first[regions[v] + 1]++;
  for (let row = 0; row < regionCount; row++) first[row + 1] += first[row];
  return first;
}

function sortVoxels({ regions }: RegionCut, firstOfRow: Int32Array): Int32Array {
  const order = new Int32Array(regions.length);
  const next = firstOfRow.slice();
  for (let v = 0; v < regions.length; v++) order[next[regions[v]]++] = v;
  return order;
}

function cutRows(firstOfRow: Int32Array, { regionCount, batchSize }: RegionCut, length: number) {
  const firstPiece = new Int32Array(regionCount + 1);
  for (let row = 0; row < regionCount; row++)
    firstPiece[row + 1] = firstPiece[row] + Math.ceil((firstOfRow[row + 1] - firstOfRow[row]) / length);
  const pieces = new Int32Array(4 * nextPowerOfTwo(Math.max(fewestPieces, firstPiece[regionCount])));
  for (let row = 0; row < regionCount; row++)
    for (let piece = firstPiece[row]; piece < firstPiece[row + 1]; piece++) {
      const from = firstOfRow[row] + (piece - firstPiece[row]) * length;
      pieces.set([from, Math.min(from + length, firstOfRow[row + 1]), row, row < batchSize ? 1 : -1], 4 * piece);
    }
  return { pieces, firstPiece };
}

function rangesOf({ regionCount, batchSize, blobs }: RegionCut, firstPiece: Int32Array): Int32Array {
  const rows = new Int32Array(8 * regionCount);
  const put = (row: number, element: number, from: number, to: number) =>
    rows.set(
      [firstPiece[from], firstPiece[to], firstPiece[element], firstPiece[element + 1], element, from, to, 0],
      8 * row,
    );
  let first = batchSize;
  for (let element = 0; element < batchSize; element++) {
    let end = first;
    while (end - batchSize < blobs.length && blobs[end - batchSize].element === element) end++;
    put(element, element, first, end);
    for (let row = first; row < end; row++) put(row, element, row, row + 1);
    first = end;
  }
  return rows;
}

/** The least power of two that is not below the count: for lengths that should seldom change. */
export function nextPowerOfTwo(count: number): number {
  return 2 ** Math.ceil(Math.log2(count));
}
