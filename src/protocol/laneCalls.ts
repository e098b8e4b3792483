import type { BackendChoice, BackendName, LossSettings, TrainSettings } from '../core/settings';
import type { StepRecord } from '../core/terms';
import type { Dims } from '../core/volume';
import type { Progress } from './scanCalls';
import type { Call } from './wire';

/** All that a lane needs to go on from a step: plain bytes, kept by the page. */
export interface Checkpoint {
  readonly step: number;
  /** Weights, then Adam's first and second moments, in the order of `engine/network`'s variables, float32 little-endian. */
  readonly bytes: ArrayBuffer;
}

export interface LaneOpening {
  readonly settings: TrainSettings;
  readonly dims: Dims;
  readonly scan: Float32Array;
  readonly ids: Int32Array;
  readonly backend: BackendChoice;
  readonly checkpoint: Checkpoint | null;
}

/** What a lane says of itself once it stands. */
export interface LaneFacts {
  readonly backend: BackendName;
  /** One sentence: which backend runs and why, and which were tried and refused. */
  readonly why: string;
  readonly parameterCount: number;
  readonly memoryBytes: number;
  readonly step: number;
}

/** The calls that a lane worker answers. Steps and predictions take turns, so a prediction or new settings come in between two steps of an `advance`. */
export type LaneCalls = {
  /** Proves the backend, builds the network, takes the checkpoint if there is one. Replaces what was open. */
  readonly open: Call<LaneOpening, LaneFacts, Progress>;
  /** Trains up to and including `toStep`. Cancelled = ends after the running step with the steps done so far. */
  readonly advance: Call<{ readonly toStep: number }, { readonly step: number }, StepRecord>;
  /** New loss settings from the next step on. */
  readonly setLoss: Call<{ readonly loss: LossSettings }, null, never>;
  /** Probability of foreground for every voxel of the scan, 0..1. */
  readonly predict: Call<
    Record<string, never>,
    { readonly probability: Float32Array; readonly step: number; readonly elapsedMs: number },
    Progress
  >;
  readonly checkpoint: Call<Record<string, never>, Checkpoint, never>;
};
