/** What counts as surface: the voxels with a face to the outside, or the elements that run between voxel centres. */
export type SurfaceKind = 'voxels' | 'elements';

/** From every piece of one surface to the nearest piece of the other; the distances that occur, ascending. */
export interface DirectedDistances {
  /** mm, each once; infinite where the other mask is empty. */
  readonly distancesMm: Float64Array;
  /** How many pieces lie so far. */
  readonly counts: Float64Array;
  /** Their weight together: mm² of elements, 1 for each voxel. */
  readonly areas: Float64Array;
}

export interface SurfaceDistances {
  readonly referenceToPrediction: DirectedDistances;
  readonly predictionToReference: DirectedDistances;
}
