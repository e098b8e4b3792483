import { type Dims, type Triple, voxelCount } from '../../volume';
import type { Extent } from '../growingBox';
import { type Asked, type GridLabels, Pending, SearchWindow, type TakeRow } from './searchWindow';

/** Of more voxels the array to work in is not kept. */
const mostKept = 2 ** 23;

/** Finds the nearest labels of some voxels of a grid. */
export class VoronoiWindows {
  private kept = new Int32Array(0);

  /** `weights` = squared steps along the axes, whole numbers. */
  constructor(
    private readonly dims: Dims,
    private readonly weights: Triple,
  ) {}

  /**
   * The exact Euclidean nearest labels of the voxels asked for, ties to the lower label, as a transform of the whole grid would give them there. Labelled
   * voxels are looked for in a window, which is widened for the rows in which a voxel is not nearer to what was found than to anything beyond it.
   * Each row is taken once. False, with no row taken, where nothing is labelled.
   */
  find(asked: Asked, labels: GridLabels, take: TakeRow): boolean {
    const pending = new Pending(asked);
    for (let extent: Extent | null = null; ; ) {
      const window: SearchWindow = new SearchWindow(pending, this.dims, this.weights, extent);
      window.transform(labels, this.workArray(voxelCount(window.size)), take);
      if (window.isDone) return true;
      if ((window.isWhole && extent !== null) || asked.isAllWithin) return false;
      extent = window.wider;
    }
  }

  private workArray(voxels: number): Int32Array {
    if (voxels > mostKept) return new Int32Array(voxels);
    if (this.kept.length < voxels) this.kept = new Int32Array(voxels);
    return this.kept.subarray(0, voxels);
  }
}
