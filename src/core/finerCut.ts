import type { Regions } from './ledger';

/**
 * The regions of a batch element by blobs, with the background cut by their Voronoi cells: row 0 = background that is in no blob's cell, row n =
 * inside the n-th of N blobs, row N + n = its cell without the blob. `cells` holds for each voxel the id of the nearest blob.
 */
export function cutCells(regions: Regions, cells: Int32Array): Regions {
  const { blobIds, rowOfVoxel } = regions;
  if (cells.length !== rowOfVoxel.length)
    throw new Error(`${cells.length} voxels of cells for ${rowOfVoxel.length} voxels of the regions`);
  const count = blobIds.length;
  const cellRow = new Map(blobIds.map((id, n) => [id, count + n + 1]));
  const rows = rowOfVoxel.slice();
  for (let v = 0; v < rows.length; v++) {
    if (rows[v] !== 0) continue;
    rows[v] =
      v > 0 && rowOfVoxel[v - 1] === 0 && cells[v] === cells[v - 1] ? rows[v - 1] : (cellRow.get(cells[v]) ?? 0);
  }
  return { blobIds, rowOfVoxel: rows, isInside: new Uint8Array(2 * count + 1).fill(1, 1, count + 1) };
}

/** A cut by blobs and by something else at once. */
export interface DividedRegions extends Regions {
  readonly blobOfRow: Int32Array;
  /** The part that each row lies in. */
  readonly partOfRow: Int32Array;
}

/** Cuts each blob and the background by parts (any numbers >= 0, one a voxel): a row for every pair of blob and part that occurs, in the order in which they are met. */
export function divideRegions({ blobIds, rowOfVoxel, isInside }: Regions, parts: Int32Array): DividedRegions {
  if (parts.length !== rowOfVoxel.length)
    throw new Error(`${parts.length} voxels of parts for ${rowOfVoxel.length} voxels of the regions`);
  const blobs: number[] = [];
  const partOfRow: number[] = [];
  const rowOfPair = new Map<number, number>();
  const rows = new Int32Array(rowOfVoxel.length);
  const rowOf = (blob: number, part: number) => {
    const key = part * (blobIds.length + 1) + blob;
    const known = rowOfPair.get(key);
    if (known !== undefined) return known;
    rowOfPair.set(key, blobs.length);
    partOfRow.push(part);
    return blobs.push(blob) - 1;
  };
  for (let v = 0; v < rows.length; v++) {
    const isAsBefore = v > 0 && rowOfVoxel[v] === rowOfVoxel[v - 1] && parts[v] === parts[v - 1];
    rows[v] = isAsBefore ? rows[v - 1] : rowOf(isInside[rowOfVoxel[v]] === 1 ? rowOfVoxel[v] : 0, parts[v]);
  }
  return {
    blobIds,
    rowOfVoxel: rows,
    isInside: Uint8Array.from(blobs, (blob) => (blob > 0 ? 1 : 0)),
    blobOfRow: Int32Array.from(blobs),
    partOfRow: Int32Array.from(partOfRow),
  };
}
