import { labelCells } from '../cells';
import { labelComponents } from '../components';
import type { Logits } from '../ledger';
import type { Dims, Triple } from '../volume';

/** Where the voxels of a batch lie; all elements have the same grid. */
export interface LossGeometry {
  readonly dims: Dims;
  readonly spacingMm: Triple;
  /** For each voxel of the batch the id of the blob of its Voronoi cell, where that is known; else it is computed. */
  readonly cells?: Int32Array;
  /** The same for the components of the prediction, numbered from 1 in each element, 0 in one without; for tests. */
  readonly predictedCells?: Int32Array;
}

/** The Voronoi cells of the blobs of one element: for each voxel the id of the nearest blob, by distance in mm. */
export function cellsOf(ids: Int32Array, { dims, spacingMm }: LossGeometry): Int32Array {
  return labelCells(ids, dims, spacingMm);
}

/** The Voronoi cells of what is predicted in one element: the 26-connected components of p > 0.5, numbered from 1; all 0 when there are none. */
export function predictedCellsOf(logits: Logits, { dims, spacingMm }: LossGeometry): Int32Array {
  const mask = Uint8Array.from(logits, (x) => (x > 0 ? 1 : 0));
  const { ids, count } = labelComponents(mask, dims, 26);
  return count === 0 ? ids : labelCells(ids, dims, spacingMm);
}

/** The 6-connected components of the foreground of one element, numbered from 1; 0 = background. */
export function componentsOf(ids: Int32Array, { dims }: LossGeometry): Int32Array {
  return labelComponents(
    Uint8Array.from(ids, (id) => (id > 0 ? 1 : 0)),
    dims,
    6,
  ).ids;
}
