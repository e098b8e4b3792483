import type { Components } from '../components';
import { type OverlapTable, tabulateOverlaps } from './overlaps';
import type { Reference } from './reference';
import { type Bounds, boundsOf } from './surface/crop';

/** A labelled prediction beside its reference: what every metric here starts from. */
export class LabelledPair {
  readonly reference: Reference;
  readonly prediction: Components;
  readonly table: OverlapTable;
  private knownBounds: Bounds | null = null;

  /** Throws on unequal lengths. `table` = theirs, where it is known already. */
  constructor(reference: Reference, prediction: Components, table?: OverlapTable) {
    this.reference = reference;
    this.prediction = prediction;
    this.table = table ?? tabulateOverlaps(reference.components, prediction);
  }

  get predictionBounds(): Bounds {
    this.knownBounds ??= boundsOf(this.prediction, this.reference.dims);
    return this.knownBounds;
  }
}
