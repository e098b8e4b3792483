import type { Connectivity } from '../core/case';
import type { RoomReport } from '../core/room';
import type { BackendChoice, BackendName, LossSettings, NetworkSettings, TrainSettings } from '../core/settings';
import type { ExplainedStep } from '../core/slowMotion/explained';
import type { CaseSweep } from '../core/study/sweepTrial';
import type { Trial, TrialResult } from '../core/study/trial';
import type { Scores, StepRecord } from '../core/terms';
import type { StepSpeed } from '../core/tier';
import type { Dims, Triple } from '../core/volume';
import type { Progress } from './scanCalls';
import type { Call } from './wire';

/** All that a lane needs to go on from a step: plain bytes, kept by the page. */
export interface Checkpoint {
  readonly step: number;
  /** Weights, then Adam's first and second moments, in the order of `engine/network`'s variables, float32 little-endian. */
  readonly bytes: ArrayBuffer;
}

/** A scan with its mask as a lane is given it; arrays flat, x fastest. */
export interface LaneCase {
  /** 0 = the case that was opened first. */
  readonly id: number;
  /** Whether patches are cut from it, or only whole-volume predictions are made. */
  readonly role: 'train' | 'validate';
  readonly dims: Dims;
  /** For losses that measure distances. */
  readonly spacingMm: Triple;
  readonly scan: Float32Array;
  /** 0 = background, 1..N = blobs. */
  readonly ids: Int32Array;
}

export interface LaneOpening {
  readonly settings: TrainSettings;
  /** At least one to learn from. */
  readonly cases: readonly LaneCase[];
  /** Which voxels of a prediction count as neighbours. */
  readonly connectivity: Connectivity;
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

/** A case as the model predicts it at this step, whole, and how that scores. */
export interface ValidatedCase {
  readonly caseId: number;
  readonly elapsedMs: number;
  readonly scores: Scores;
  /** The probabilities in short, by `core/recording`. */
  readonly recorded: Uint8Array;
  readonly voxels: number;
}

/** The newest predictions of the cases that the model is validated on, read at a threshold; `sweep` = at all of them, over all cases. */
export interface Judgement {
  readonly step: number;
  readonly cases: readonly Pick<ValidatedCase, 'caseId' | 'scores'>[];
  readonly sweep: CaseSweep | null;
}

/** A row of a sliding window's tiles, and the network that looks at them. */
export interface RowToPredict {
  readonly network: NetworkSettings;
  /** In the order of `engine/network`'s variables. */
  readonly weights: Float32Array;
  readonly tileSize: number;
  /** Share of a tile's side that it has in common with the next, at least. */
  readonly overlap: number;
  /** Normalised intensities [nx, tileSize, tileSize], x fastest. */
  readonly voxels: Float32Array<ArrayBuffer>;
}

/** What stands ready in a lane before a model is opened. */
export type Standby = Pick<LaneFacts, 'backend' | 'why'>;

/**
 * The calls that a lane worker answers. Steps and predictions take turns, so a prediction or new settings come in between two steps of an
 * `advance`. `warm`, `measure` and `roomCheck` give way: a call that a model needs ends them, as cancelled, after their running piece.
 */
export type LaneCalls = {
  /** Starts and proves the backend unless it runs already, builds the network, takes the checkpoint if there is one. Replaces what was open. */
  readonly open: Call<LaneOpening, LaneFacts, Progress>;
  /** Trains up to and including `toStep`. Cancelled = ends after the running step with the steps done so far. */
  readonly advance: Call<{ readonly toStep: number }, { readonly step: number }, StepRecord>;
  /** New loss settings from the next step on. */
  readonly setLoss: Call<{ readonly loss: LossSettings }, null, never>;
  /**
   * Probability of foreground for every voxel of the first case, 0..1; `recorded`: the same in short, by `core/recording`. On wasm, up to
   * `helpers` workers more do part of it; the numbers are the same without.
   */
  readonly predict: Call<
    { readonly helpers: number },
    {
      readonly probability: Float32Array;
      readonly recorded: Uint8Array;
      readonly step: number;
      readonly elapsedMs: number;
    },
    Progress
  >;
  /**
   * Predicts these cases whole, one after another, and scores each at the threshold. Those to be validated on are kept for `judge`; of the
   * case `wholeOf`, where it is among them, the probabilities come back as they are. `helpers`: as of `predict`.
   */
  readonly validate: Call<
    {
      readonly caseIds: readonly number[];
      readonly threshold: number;
      readonly wholeOf: number | null;
      readonly helpers: number;
    },
    {
      readonly step: number;
      readonly cases: readonly ValidatedCase[];
      readonly whole: { readonly caseId: number; readonly probability: Float32Array } | null;
    },
    Progress
  >;
  /** Reads what `validate` kept anew; null = nothing is kept. */
  readonly judge: Call<{ readonly threshold: number; readonly hasSweep: boolean }, Judgement | null, Progress>;
  /**
   * The next step, computed and not done: what it sees, what the loss makes of that, what it would do to the weights. `seek` > 0: of the
   * batches of so many steps the first that has a patch with a blob, as if it were the next; the next step's own where none has.
   */
  readonly explain: Call<{ readonly seek: number }, ExplainedStep, never>;
  readonly checkpoint: Call<Record<string, never>, Checkpoint, never>;
  /** A part of another lane's prediction, on wasm and by the weights that are sent along: probabilities of a row of tiles. */
  readonly predictRow: Call<RowToPredict, Float32Array<ArrayBuffer>, never>;
  /** A whole small experiment, apart from the open model: trains from nothing, predicts other cases, scores them. */
  readonly trial: Call<Trial, TrialResult, Progress>;
  /** Starts and proves the backend and runs a few steps on made-up data, so that the first real one is quick. Changes nothing of a model. */
  readonly warm: Call<{ readonly settings: TrainSettings }, Standby, Progress>;
  /** Times steps of the default network. */
  readonly measure: Call<
    { readonly backend: BackendChoice },
    { readonly backend: BackendName; readonly speed: StepSpeed },
    Progress
  >;
  /** Examines the machine and each backend, one after another; then the chosen one runs again. Closes the open model. `dims` = of the scan, for the memory it needs. */
  readonly roomCheck: Call<{ readonly settings: TrainSettings; readonly dims: Dims }, RoomReport, Progress>;
  /** Stays open until the device that runs is lost (then says so), or is put away or the call is cancelled (then null). */
  readonly watch: Call<Record<string, never>, { readonly lost: string | null }, never>;
};
