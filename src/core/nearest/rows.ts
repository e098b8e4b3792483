import { type Dims, type Triple, voxelCount } from '../volume';
import { type Columns, noneInColumn, startColumns, stepColumns } from './columns';
import {
  type Axis,
  addSite,
  createAxis,
  createEnvelope,
  type Envelope,
  highestSquare,
  paintIds,
  paintSquares,
} from './envelope';

/** Of each voxel (x, y) of a slice the squared distance to the nearest labelled voxel that has the same x, and its id, at x + pitch y. */
interface SlicePlane {
  readonly pitch: number;
  readonly squares: Float64Array;
  readonly ids: Int32Array;
}

/** Takes the envelope of one row along x, whose first voxel has the flat index `rowStart`. */
export type PaintRow = (row: Envelope, axis: Axis, rowStart: number) => void;

/** Which rows are wanted, inclusive. */
export interface WantedRows {
  readonly yLow: number;
  readonly yHigh: number;
  readonly zLow: number;
  readonly zHigh: number;
}

/**
 * The exact Euclidean nearest labelled voxel of every voxel, one axis after the other (z, y, x), given to `paintRow` row by row as the
 * lower envelope over the row; no row, if there is no labelled voxel (id > 0). `ids` and `upward`, an array to work in,
 * have one entry per voxel; `paintRow` may overwrite `upward` in its row and before. `weights` are squared spacings, the whole
 * numbers of `weights.ts`. Slices are done one at a time, so that what lies between the passes stays in the cache;
 * before each it yields how far it is, 0..1. Rows that are not wanted are left out.
 */
export function* nearestRows(
  ids: Int32Array,
  upward: Int32Array,
  dims: Dims,
  weights: Triple,
  paintRow: PaintRow,
  wanted: WantedRows = { yLow: 0, yHigh: dims[1] - 1, zLow: 0, zHigh: dims[2] - 1 },
): Generator<number, void> {
  if (ids.length !== voxelCount(dims)) throw new Error(`${ids.length} ids on a grid of ${dims.join('x')}`);
  const columns = startColumns(ids, upward, dims);
  if (columns === undefined) return;
  const [nx, ny, nz] = dims;
  const [xAxis, yAxis] = [createAxis(nx, weights[0]), createAxis(ny, weights[1])];
  const zSquares = Float64Array.from({ length: nz }, (_, k) => weights[2] * k * k);
  const envelope = createEnvelope(Math.max(nx, ny));
  const plane = createPlane(nx, ny);
  for (let z = 0; z <= wanted.zHigh; z++) {
    yield z / nz;
    stepColumns(columns, ids, upward, dims, z);
    if (z < wanted.zLow) continue;
    alongY(plane, columns, envelope, yAxis, nx, zSquares, z);
    alongX(plane, envelope, xAxis, yAxis, nx * ny * z, paintRow, wanted);
  }
  yield 1;
}

/** The pitch is an odd number of cache lines, else all voxels of a column could fall into one set of the cache. */
function createPlane(nx: number, ny: number): SlicePlane {
  const pitch = (Math.ceil(nx / 8) | 1) * 8;
  const squares = new Float64Array(pitch * ny).fill(Number.POSITIVE_INFINITY);
  return { pitch, squares, ids: new Int32Array(pitch * ny) };
}

function alongY(
  { pitch, squares, ids }: SlicePlane,
  { nearest, nearestId }: Columns,
  envelope: Envelope,
  axis: Axis,
  nx: number,
  zSquares: Float64Array,
  z: number,
): void {
  for (let x = 0; x < nx; x++) {
    envelope.count = 0;
    const column = x * axis.length;
    for (let y = 0; y < axis.length; y++) {
      const nearestZ = nearest[column + y];
      if (nearestZ === noneInColumn) continue;
      addSite(envelope, axis, y, zSquares[Math.abs(z - nearestZ)], nearestId[column + y]);
    }
    if (envelope.count === 0) continue;
    paintSquares(envelope, axis, squares, x, pitch);
    paintIds(envelope, axis, ids, x, pitch);
  }
}

/**
 * A voxel's distance is at most one step longer than that of its neighbour in the row before; so a site that is further from its own
 * voxel than the row before allows wins nowhere and is left out. The margin covers rounding, and makes < do for <=.
 */
function alongX(
  { pitch, squares, ids }: SlicePlane,
  envelope: Envelope,
  xAxis: Axis,
  yAxis: Axis,
  sliceStart: number,
  paintRow: PaintRow,
  { yLow, yHigh }: WantedRows,
): void {
  let bound = Number.POSITIVE_INFINITY;
  for (let y = yLow; y <= yHigh; y++) {
    envelope.count = 0;
    const row = y * pitch;
    for (let x = 0; x < xAxis.length; x++) {
      const square = squares[row + x];
      if (square < bound) addSite(envelope, xAxis, x, square, ids[row + x]);
    }
    bound = 1.000001 * (Math.sqrt(highestSquare(envelope, xAxis)) + Math.sqrt(yAxis.weight)) ** 2;
    paintRow(envelope, xAxis, sliceStart + y * xAxis.length);
  }
}
