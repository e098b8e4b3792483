import { type Dims, voxelCount } from '../volume';

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

/** Labels of the voxels of a box in an array that may be larger: voxel (x, y, z) has the id at first + x + pitchY y + pitchZ z. */
export interface LabelledBox {
  readonly ids: Int32Array;
  readonly first: number;
  readonly pitchY: number;
  readonly pitchZ: number;
  /** The label of each id, 0 = not labelled, as is the id 0; null = ids are labels. */
  readonly labelOf: Int32Array | null;
}

/** An array of labels that holds one grid, x fastest, 0 = not labelled. */
export function labelledGrid(ids: Int32Array, dims: Dims): LabelledBox {
  if (ids.length !== voxelCount(dims)) throw new Error(`${ids.length} ids on a grid of ${dims.join('x')}`);
  const [nx, ny] = dims;
  return { ids, first: 0, pitchY: nx, pitchZ: nx * ny, labelOf: null };
}

/**
 * The columns before the first slice, and whether there is any labelled voxel at all. Writes, at each labelled voxel of `upward` (one
 * entry per voxel of the box, x fastest), the z of the next one above it in its column, nz or more if there is none.
 */
export function startColumns(box: LabelledBox, upward: Int32Array, [nx, ny, nz]: Dims): Columns | undefined {
  const first = linkUpward(box, upward, [nx, ny, nz]);
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
      columns.nearestId[i] = labelAt(box, box.first + x + box.pitchY * y + box.pitchZ * z);
    }
  }
  return any ? columns : undefined;
}

/** Of a voxel that has a label. */
function labelAt({ ids, labelOf }: LabelledBox, at: number): number {
  return labelOf === null ? ids[at] : labelOf[ids[at]];
}

/** Also gives the first labelled z of each column (x fastest), nz if there is none. */
function linkUpward(box: LabelledBox, upward: Int32Array, [nx, ny, nz]: Dims): Int32Array {
  const { ids, labelOf } = box;
  const first = new Int32Array(nx * ny).fill(nz);
  for (let z = nz - 1; z >= 0; z--)
    for (let y = 0; y < ny; y++) {
      const from = box.first + box.pitchY * y + box.pitchZ * z;
      const [column, voxel] = [nx * y, nx * (y + ny * z)];
      for (let x = 0; x < nx; x++) {
        const id = ids[from + x];
        if (id === 0 || (labelOf !== null && labelOf[id] === 0)) continue;
        upward[voxel + x] = first[column + x];
        first[column + x] = z;
      }
    }
  return first;
}

/** Brings the columns to slice z, the next one after that of the last call. */
export function stepColumns(
  columns: Columns,
  box: LabelledBox,
  upward: Int32Array,
  [nx, ny, nz]: Dims,
  z: number,
): void {
  const { nextChange } = columns;
  for (let x = 0, i = 0; x < nx; x++) {
    for (let y = 0; y < ny; y++, i++) {
      if (nextChange[i] !== z) continue;
      const at = box.first + x + box.pitchY * y;
      if (columns.above[i] === z)
        reachVoxel(columns, i, z, labelAt(box, at + box.pitchZ * z), upward[x + nx * (y + ny * z)], nz);
      else lookUp(columns, i, z, labelAt(box, at + box.pitchZ * columns.above[i]));
    }
  }
}

/** The slice has reached a labelled voxel, which is nearest until the middle between it and the next. */
function reachVoxel(
  { nearest, nearestId, above, nextChange }: Columns,
  i: number,
  z: number,
  id: number,
  next: number,
  nz: number,
): void {
  nearest[i] = z;
  nearestId[i] = id;
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
