import type { Box } from '../content';
import { paintIds, paintSquares } from '../nearest/envelope';
import { nearestRows, type PaintRow } from '../nearest/rows';
import { type Dims, type Triple, voxelCount } from '../volume';

/** Takes the nearest labelled voxels of a row along x: of each voxel the label, and the squared distance in the unit of the weights; `voxel` = the flat index of its first. */
export type TakeRow = (voxel: number, labels: Int32Array, squares: Float64Array, y: number, z: number) => void;

/**
 * The exact Euclidean nearest labels within a box, ties to the lower label, as a transform of the whole grid would give them there. Labelled
 * voxels are looked for in a window round the box, which is widened until none beyond it could be as near. `labelsOf` copies the labels of a
 * row (from a flat index on) into an array; `reach` = a first guess of the largest squared distance, null where all labelled voxels lie in the box. False, with no row taken, where nothing is labelled.
 */
export function nearestWithin(
  box: Box,
  dims: Dims,
  weights: Triple,
  labelsOf: (voxel: number, into: Int32Array, at: number, count: number) => void,
  reach: number | null,
  take: TakeRow,
): boolean {
  for (let square = reach; ; ) {
    const window = square === null ? box : widened(box, dims, weights, square);
    const rows = transform(window, box, dims, weights, labelsOf);
    const isDone = square === null || isWhole(window, dims) || (rows !== null && rows.farthest <= square);
    if (isDone) {
      rows?.forEach(take);
      return rows !== null;
    }
    // What was found is at most so far: anything nearer lies within. Where nothing was found, twice as far.
    square = rows?.farthest ?? 4 * Math.max(square ?? 0, ...weights);
  }
}

/** The box with all that is within the square root of a squared distance of it. */
function widened({ start, dims: size }: Box, dims: Dims, weights: Triple, square: number): Box {
  const margin = weights.map((weight) => Math.floor(Math.sqrt(square / weight)) + 1);
  const low = start.map((s, a) => Math.max(0, s - margin[a]));
  const high = start.map((s, a) => Math.min(dims[a], s + size[a] + margin[a]));
  return { start: [low[0], low[1], low[2]], dims: [high[0] - low[0], high[1] - low[1], high[2] - low[2]] };
}

function isWhole({ dims: size }: Box, dims: Dims): boolean {
  return size.every((side, a) => side === dims[a]);
}

/** Transforms the window, and keeps what lies in the box; null where the window holds no label. */
function transform(
  window: Box,
  box: Box,
  dims: Dims,
  weights: Triple,
  labelsOf: (voxel: number, into: Int32Array, at: number, count: number) => void,
) {
  const [wx, wy] = window.dims;
  const [bx, by, bz] = box.dims;
  const labels = new Int32Array(voxelCount(window.dims));
  const flat = (x: number, y: number, z: number) => x + dims[0] * (y + dims[1] * z);
  for (let z = 0, at = 0; z < window.dims[2]; z++)
    for (let y = 0; y < wy; y++, at += wx)
      labelsOf(flat(window.start[0], window.start[1] + y, window.start[2] + z), labels, at, wx);
  const [left, up, back] = box.start.map((s, a) => s - window.start[a]);
  const [lineLabels, lineSquares] = [new Int32Array(wx), new Float64Array(wx)];
  const nearest = new Int32Array(bx * by * bz);
  const squares = new Float64Array(bx * by * bz);
  let farthest = -1;
  const upward = new Int32Array(labels.length);
  const paint: PaintRow = (envelope, axis, rowStart) => {
    const row = rowStart / wx;
    const [y, z] = [(row % wy) - up, Math.floor(row / wy) - back];
    paintIds(envelope, axis, lineLabels, 0, 1);
    paintSquares(envelope, axis, lineSquares, 0, 1);
    const at = bx * (y + by * z);
    for (let x = 0; x < bx; x++) {
      nearest[at + x] = lineLabels[left + x];
      const square = lineSquares[left + x];
      squares[at + x] = square;
      if (square > farthest) farthest = square;
    }
  };
  const wanted = { yLow: up, yHigh: up + by - 1, zLow: back, zHigh: back + bz - 1 };
  for (const _ of nearestRows(labels, upward, window.dims, weights, paint, wanted));
  if (farthest < 0) return null;
  const forEach = (take: TakeRow) => {
    for (let z = 0; z < bz; z++)
      for (let y = 0; y < by; y++) {
        const at = bx * (y + by * z);
        const place = [box.start[0], box.start[1] + y, box.start[2] + z] as const;
        take(flat(...place), nearest.subarray(at, at + bx), squares.subarray(at, at + bx), place[1], place[2]);
      }
  };
  return { farthest, forEach };
}
