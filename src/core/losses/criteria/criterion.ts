import type { Tally } from '../../ledger';
import type { Quantity } from './quantities';

/**
 * A base loss as a small differentiable function of region sums. `evaluate` sees one prediction: what is summed over its voxels
 * with label y = 1 (`inside`) and over its voxels with y = 0 (`outside`), the sums in the order of `quantities`; and the number of
 * voxels that means are taken over, which differs from that of the tallies only where these are weighted.
 */
export interface Criterion {
  readonly quantities: readonly Quantity[];
  readonly evaluate: (inside: Tally, outside: Tally, voxels: number) => Evaluation;
  /** The loss is `evaluate` to this power; a mean over a batch is taken before the power. Missing: 1. */
  readonly power?: number;
}

/** The value of a criterion and its exact derivatives with respect to each sum inside and outside. */
export interface Evaluation {
  readonly value: number;
  readonly byInside: readonly number[];
  readonly byOutside: readonly number[];
  /** How much of the value is owed to a part of the inside. */
  readonly shareOf: (part: Tally) => number;
}
