import type { LossGeometry } from '../losses/geometry';
import type { LossSettings } from '../settings';

/** One golden file: inputs, and what the reference implementation makes of them. */
export interface GoldenCase {
  readonly name: string;
  /** Batch, depth, height, width; arrays are flat with width fastest. */
  readonly shape: readonly [number, number, number, number];
  readonly logits: Float64Array;
  /** Blob ids, 0 = background. A blob's id is unique in the batch, so that every blob's own term can be compared. */
  readonly ids: Int32Array;
  /** Where the voxels lie; with the Voronoi maps where the file gives them, since the numbers are those of its maps. */
  readonly geometry: LossGeometry;
  readonly runs: readonly GoldenRun[];
  readonly skipped: readonly SkippedRun[];
}

/** One criterion and masking, checked under one or more weightings of its terms. */
export interface GoldenRun {
  readonly id: string;
  readonly checks: readonly GoldenCheck[];
}

/** What is expected under one setting; null where the file gives no number. */
export interface GoldenCheck {
  readonly settings: LossSettings;
  /** A second loss that is added to the first. */
  readonly plus?: LossSettings;
  /** The sums run over the whole batch before a ratio is taken, as if it were one element. */
  readonly isPooled?: boolean;
  readonly total: number;
  readonly global: number | null;
  readonly blob: number | null;
  /** In ascending order of id. */
  readonly blobTerms: readonly number[] | null;
  /** d total / d logits, to 9 significant digits; NaN where it is not unique, or not finite in the reference, and is not compared. */
  readonly gradient: Float64Array | null;
}

/** A run of the file that has no counterpart here (yet), and why. */
export interface SkippedRun {
  readonly id: string;
  readonly reason: string;
}
