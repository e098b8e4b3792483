import type { Blob, Connectivity } from '../case';
import type { Regions } from '../ledger';
import type { Grid } from '../volume';

/** The mask that a prediction on the bench is held against, cut into the rows of its ledger; arrays flat, x fastest, never changed. */
export interface BenchCase {
  readonly grid: Grid;
  /** 0 = background, 1..N = blobs. */
  readonly ids: Int32Array;
  readonly blobs: readonly Blob[];
  /** With which the blobs were labelled; null where they are instances numbered by the user. */
  readonly connectivity: Connectivity | null;
  /** Row n = inside blob n, row N + n = the rest of its Voronoi cell, row 0 = all of a case without blobs. */
  readonly rowOfVoxel: Int32Array;
  /** Voxels of each of the 2 N + 1 rows. */
  readonly rowVoxels: Float64Array;
  /** The same cut in the words of core/ledger. */
  readonly regions: Regions;
}

/** Cuts a case; `cells` = the id of the nearest blob of each voxel, all 0 where there are no blobs. */
export function cutCase(
  { grid, ids, blobs, connectivity }: Pick<BenchCase, 'grid' | 'ids' | 'blobs' | 'connectivity'>,
  cells: Int32Array,
): BenchCase {
  const rowOfVoxel = new Int32Array(ids.length);
  const rowVoxels = new Float64Array(2 * blobs.length + 1);
  for (let v = 0; v < ids.length; v++) {
    const row = ids[v] !== 0 ? ids[v] : cells[v] !== 0 ? blobs.length + cells[v] : 0;
    rowOfVoxel[v] = row;
    rowVoxels[row]++;
  }
  const isInside = new Uint8Array(rowVoxels.length).fill(1, 1, blobs.length + 1);
  const regions = { blobIds: blobs.map(({ id }) => id), rowOfVoxel, isInside };
  return { grid, ids, blobs, connectivity, rowOfVoxel, rowVoxels, regions };
}

/** Whether a row lies inside a blob: label y = 1. */
export function isInsideRow({ blobs }: BenchCase, row: number): boolean {
  return row > 0 && row <= blobs.length;
}

/** The blob whose cell holds a voxel; 0 = there are no blobs. */
export function cellOf({ rowOfVoxel, blobs }: BenchCase, voxel: number): number {
  const row = rowOfVoxel[voxel];
  return row > blobs.length ? row - blobs.length : row;
}
