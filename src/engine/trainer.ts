import type { NetworkSettings, TrainSettings } from '../core/settings';
import type { StepRecord } from '../core/terms';
import { hasAdam, type Tensor5D } from './ops';
import type { AdamState } from './optimiser';
import type { Batch } from './step/backward';
import { DeviceTrainer } from './trainer/device';
import { PlainTrainer } from './trainer/plain';

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

/** Does work that needs the device, and turns what a lost device makes of it into an error of its own. */
export type Guard = <Result>(work: () => Promise<Result>) => Promise<Result>;

/**
 * Goes on from a state on the running backend: with weights and moments on the device, where it has the kernels for that, so that it
 * is never waited for; else in plain memory, where every backend's step ends.
 */
export function openTrainer(state: AdamState, network: NetworkSettings, guard: Guard = (work) => work()): Trainer {
  return hasAdam() ? new DeviceTrainer(state, network, guard) : new PlainTrainer(state, network, guard);
}
