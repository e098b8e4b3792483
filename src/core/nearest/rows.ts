import { type Dims, type Triple, voxelCount } from '../volume';
import { type Columns, type LabelledBox, noneInColumn, startColumns, stepColumns } from './columns';
import { type Axis, addSite, createAxis, createEnvelope, type Envelope, highestSquare, paintBoth } from './envelope';

/** Of each voxel (x, y) of a slice the squared distance to the nearest labelled voxel that has the same x, and its id, at x + pitch y. */
interface SlicePlane {
  readonly pitch: number;
  readonly squares: Float64Array;
  readonly ids: Int32Array;
}

/** Takes the envelope of one row along x, whose first voxel has the flat index `rowStart`. */
export type PaintRow = (row: Envelope, axis: Axis, rowStart: number) => void;

/** Which slices are wanted, inclusive, and what of them. */
export interface WantedSlices {
  readonly zLow: number;
  readonly zHigh: number;
  /** Null = nothing. */
  readonly slice: (z: number) => WantedSlice | null;
}

/** A rectangle of a slice, inclusive. */
export interface Rectangle {
  readonly xLow: number;
  readonly xHigh: number;
  readonly yLow: number;
  readonly yHigh: number;
}

/** What is wanted of a slice: the voxels of a rectangle, but for rows that are left out. */
export interface WantedSlice {
  readonly voxels: Rectangle;
  readonly hasRow: (y: number) => boolean;
  /** Only labelled voxels in these columns along z are looked at. */
  readonly columns: Rectangle;
}

/**
 * The exact Euclidean nearest labelled voxel of every voxel, one axis after the other (z, y, x), given to `paintRow` row by row as the
 * lower envelope over the row; no row, if there is no labelled voxel. `upward`, an array to work in,
 * has one entry per voxel; `paintRow` may overwrite it in its row and before. `weights` are squared spacings, the whole
 * numbers of `weights.ts`. Slices are done one at a time, so that what lies between the passes stays in the cache;
 * before each it yields how far it is, 0..1. Where not all is wanted, the rest is left out: rows, and columns in which no labelled voxel is looked for.
 */
export function* nearestRows(
  box: LabelledBox,
  upward: Int32Array,
  dims: Dims,
  weights: Triple,
  paintRow: PaintRow,
  wanted: WantedSlices = allOf(dims),
): Generator<number, void> {
  if (upward.length !== voxelCount(dims)) throw new Error(`${upward.length} entries for a grid of ${dims.join('x')}`);
  const columns = startColumns(box, upward, dims);
  if (columns === undefined) return;
  const [nx, ny, nz] = dims;
  const [xAxis, yAxis] = [createAxis(nx, weights[0]), createAxis(ny, weights[1])];
  const zSquares = Float64Array.from({ length: nz }, (_, k) => weights[2] * k * k);
  const envelope = createEnvelope(Math.max(nx, ny));
  const plane = createPlane(nx, ny);
  for (let z = 0; z <= wanted.zHigh; z++) {
    yield z / nz;
    stepColumns(columns, box, upward, dims, z);
    const slice = z < wanted.zLow ? null : wanted.slice(z);
    if (slice === null) continue;
    alongY(plane, columns, envelope, yAxis, zSquares, z, slice);
    alongX(plane, envelope, xAxis, yAxis, z, paintRow, slice);
  }
  yield 1;
}

function allOf([nx, ny, nz]: Dims): WantedSlices {
  const all = { xLow: 0, xHigh: nx - 1, yLow: 0, yHigh: ny - 1 };
  const slice = { voxels: all, hasRow: () => true, columns: all };
  return { zLow: 0, zHigh: nz - 1, slice: () => slice };
}

/** The pitch is an odd number of cache lines, else all voxels of a column could fall into one set of the cache. */
function createPlane(nx: number, ny: number): SlicePlane {
  const pitch = (Math.ceil(nx / 8) | 1) * 8;
  return { pitch, squares: new Float64Array(pitch * ny), ids: new Int32Array(pitch * ny) };
}

function alongY(
  { pitch, squares, ids }: SlicePlane,
  { nearest, nearestId }: Columns,
  envelope: Envelope,
  axis: Axis,
  zSquares: Float64Array,
  z: number,
  { voxels: { yLow, yHigh }, columns }: WantedSlice,
): void {
  for (let x = columns.xLow; x <= columns.xHigh; x++) {
    envelope.count = 0;
    const column = x * axis.length;
    for (let y = columns.yLow; y <= columns.yHigh; y++) {
      const nearestZ = nearest[column + y];
      if (nearestZ === noneInColumn) continue;
      addSite(envelope, axis, y, zSquares[Math.abs(z - nearestZ)], nearestId[column + y]);
    }
    if (envelope.count > 0) paintBoth(envelope, axis, ids, squares, x, pitch, yLow, yHigh);
    else for (let y = yLow; y <= yHigh; y++) squares[x + pitch * y] = Number.POSITIVE_INFINITY;
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
  z: number,
  paintRow: PaintRow,
  { voxels, hasRow, columns: { xLow, xHigh } }: WantedSlice,
): void {
  const [first, last] = [Math.min(voxels.xLow, xLow), Math.max(voxels.xHigh, xHigh)];
  const step = Math.sqrt(yAxis.weight);
  let farthest = Number.POSITIVE_INFINITY;
  for (let y = voxels.yLow; y <= voxels.yHigh; y++) {
    farthest += step;
    if (!hasRow(y)) continue;
    const bound = 1.000001 * farthest ** 2;
    envelope.count = 0;
    const row = y * pitch;
    for (let x = xLow; x <= xHigh; x++) {
      const square = squares[row + x];
      if (square < bound) addSite(envelope, xAxis, x, square, ids[row + x]);
    }
    if (envelope.count === 0) continue;
    farthest = Math.sqrt(highestSquare(envelope, xAxis, first, last));
    paintRow(envelope, xAxis, xAxis.length * (y + yAxis.length * z));
  }
}
