import type { TrainSettings } from '../core/settings';
import type { StepRecord } from '../core/terms';
import type { Tensor5D } from './ops';
import type { AdamState } from './optimiser';
import type { Batch } from './step/backward';

/** Weights in training, one step after another. */
export interface Trainer {
  /** How many steps may be begun before the record of the first has come. */
  readonly inFlight: number;
  /** Steps begun; those that failed do not count. */
  readonly step: number;
  /**
   * Begins the next step; resolves with what to tell of it. Rejects with InputError when the loss or its gradient is not finite: then, and in
   * all steps begun since, the weights stay as they were.
   */
  begin(batch: Batch, settings: TrainSettings): Promise<StepRecord>;
  /** The state after all steps that were begun; no step may be begun meanwhile. */
  state(): Promise<AdamState>;
  /** Lends the weights after all steps that were begun, one tensor per parameter, until `use` is done; no step may be begun meanwhile. */
  withWeights<Result>(use: (weights: readonly Tensor5D[]) => Promise<Result>): Promise<Result>;
  /** Waits for the steps that were begun, then frees everything. */
  dispose(): Promise<void>;
}

/** Steps that are begun before it is known that one of them failed; those after it fail with its error. */
export interface Stretch {
  trouble: { readonly error: unknown } | null;
}

/** Does work that needs the device, and turns what a lost device makes of it into an error of its own. */
export type Guard = <Result>(work: () => Promise<Result>) => Promise<Result>;
