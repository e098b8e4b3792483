import type { OverlapTable } from './overlaps';
import type { PredictedComponents } from './predictedComponents';
import type { Reference } from './reference';

/** A labelled prediction beside its reference: what every metric here starts from. */
export class LabelledPair {
  /** Which components share how many voxels. */
  readonly table: OverlapTable;

  /** Throws on unequal lengths. */
  constructor(
    readonly reference: Reference,
    readonly prediction: PredictedComponents,
  ) {
    this.table = prediction.tabulate(reference.components);
  }
}
