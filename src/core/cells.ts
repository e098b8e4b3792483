import { noMonitor, type WorkMonitor } from './errors';
import { labelledGrid } from './nearest/columns';
import { paintIds } from './nearest/envelope';
import { nearestRows } from './nearest/rows';
import { squaredLengths } from './nearest/weights';
import type { Dims, Triple } from './volume';

/**
 * The Voronoi cells of the blobs: for each voxel the id of the nearest blob, by the exact Euclidean distance in mm between voxel
 * centres, ties to the lower id. `ids` has one entry per voxel, x fastest, 0 = no blob, others > 0; without any blob all cells are 0.
 * Algorithm: `nearest/rows.ts`; what "exact" means for spacings that are not whole: `nearest/weights.ts`.
 */
export function labelCells(
  ids: Int32Array,
  dims: Dims,
  spacingMm: Triple,
  monitor: WorkMonitor = noMonitor,
): Int32Array {
  const steps = labellingCells(ids, dims, spacingMm);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    monitor.report(step.value, 'finding the nearest blobs');
    monitor.throwIfCancelled();
  }
}

/** The same in steps, which tell how far it is, 0..1. */
export function* labellingCells(ids: Int32Array, dims: Dims, spacingMm: Triple): Generator<number, Int32Array> {
  const weights = squaredLengths(dims, spacingMm);
  const cells = new Int32Array(ids.length);
  yield* nearestRows(labelledGrid(ids, dims), cells, dims, weights, (row, axis, at) =>
    paintIds(row, axis, cells, at, 1),
  );
  return cells;
}
