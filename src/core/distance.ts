import { noMonitor, type WorkMonitor } from './errors';
import { paintSquares } from './nearest/envelope';
import { nearestRows } from './nearest/rows';
import { squaredLengths } from './nearest/weights';
import type { Dims, Triple } from './volume';

/**
 * The exact Euclidean distance transform of a mask: for each voxel the squared distance, in mm², from its centre to that of the nearest
 * foreground voxel (non-zero; flat, x fastest); 0 inside, Infinity everywhere if the mask is empty. Same passes as the Voronoi cells.
 */
export function squaredDistancesMm2(
  mask: Uint8Array,
  dims: Dims,
  spacingMm: Triple,
  monitor: WorkMonitor = noMonitor,
): Float64Array {
  const { weights, toMm2 } = squaredLengths(dims, spacingMm);
  const ids = Int32Array.from(mask);
  const squares = new Float64Array(mask.length);
  const upward = new Int32Array(mask.length);
  const found = nearestRows(
    ids,
    upward,
    dims,
    weights,
    (row, axis, at) => paintSquares(row, axis, squares, at, 1),
    monitor,
  );
  if (!found) return squares.fill(Number.POSITIVE_INFINITY);
  for (let i = 0; i < squares.length; i++) squares[i] = toMm2(squares[i]);
  return squares;
}
