import type { Dims } from '../volume';

/** For each column of voxels along z, the labelled voxel that is nearest in this column to the slice now visited. Planes are [x][y], y fastest. */
export interface Columns {
  /** z of the nearest labelled voxel, or `noneInColumn`. */
  readonly nearest: Int32Array;
  readonly nearestId: Int32Array;
  /** z of the first labelled voxel that is not yet below or in the slice. */
  readonly above: Int32Array;
  /** The slice at which the column must be looked at again; between such slices its nearest voxel stays the same. */
  readonly nextChange: Int32Array;
}

export const noneInColumn = -1;

/**
 * The columns before the first slice, and whether there is any labelled voxel at all. Writes, at each labelled voxel of `upward` (one
 * entry per voxel, x fastest), the z of the next one above it in its column, nz or more if there is none.
 */
export function startColumns(ids: Int32Array, upward: Int32Array, [nx, ny, nz]: Dims): Columns | undefined {
  const first = linkUpward(ids, upward, nx * ny, nz);
  const plane = () => new Int32Array(nx * ny);
  const columns = { nearest: plane().fill(noneInColumn), nearestId: plane(), above: plane(), nextChange: plane() };
  let any = false;
  for (let x = 0, i = 0; x < nx; x++) {
    for (let y = 0; y < ny; y++, i++) {
      const z = first[x + nx * y];
      columns.nextChange[i] = z;
      columns.above[i] = z;
      if (z >= nz) continue;
      any = true;
      columns.nearest[i] = z;
      columns.nearestId[i] = ids[x + nx * (y + ny * z)];
    }
  }
  return any ? columns : undefined;
}

/** Also gives the first labelled z of each column (x fastest), nz if there is none. */
function linkUpward(ids: Int32Array, upward: Int32Array, planeSize: number, nz: number): Int32Array {
  const first = new Int32Array(planeSize).fill(nz);
  for (let z = nz - 1; z >= 0; z--) {
    const offset = z * planeSize;
    for (let i = 0; i < planeSize; i++) {
      if (ids[offset + i] === 0) continue;
      upward[offset + i] = first[i];
      first[i] = z;
    }
  }
  return first;
}

/** Brings the columns to slice z, the next one after that of the last call. */
export function stepColumns(
  columns: Columns,
  ids: Int32Array,
  upward: Int32Array,
  [nx, ny, nz]: Dims,
  z: number,
): void {
  const { nextChange } = columns;
  for (let x = 0, i = 0; x < nx; x++) {
    for (let y = 0; y < ny; y++, i++) {
      if (nextChange[i] !== z) continue;
      const column = x + nx * y;
      if (columns.above[i] === z) reachVoxel(columns, i, z, ids, upward, column + nx * ny * z, nz);
      else lookUp(columns, i, z, ids[column + nx * ny * columns.above[i]]);
    }
  }
}

/** The slice has reached a labelled voxel, which is nearest until the middle between it and the next. */
function reachVoxel(
  { nearest, nearestId, above, nextChange }: Columns,
  i: number,
  z: number,
  ids: Int32Array,
  upward: Int32Array,
  voxel: number,
  nz: number,
): void {
  const next = upward[voxel];
  nearest[i] = z;
  nearestId[i] = ids[voxel];
  above[i] = next;
  nextChange[i] = next < nz ? (z + next + 1) >> 1 : nz;
}

/** The slice has reached the middle or is just past it: the voxel above is nearest, unless it is as far away and has the higher id. */
function lookUp({ nearest, nearestId, above, nextChange }: Columns, i: number, z: number, idAbove: number): void {
  const isTie = above[i] - z === z - nearest[i];
  if (isTie && idAbove > nearestId[i]) {
    nextChange[i] = z + 1;
    return;
  }
  nearest[i] = above[i];
  nearestId[i] = idAbove;
  nextChange[i] = above[i];
}
