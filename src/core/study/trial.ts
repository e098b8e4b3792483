import type { Connectivity } from '../case';
import type { FrocPoint } from '../metrics/froc';
import type { MatchingRule } from '../metrics/matching/rule';
import type { PhantomSettings } from '../phantoms/settings';
import type { BackendName, TrainSettings } from '../settings';
import type { Dims, Triple } from '../volume';

/** A scan with its mask that a trial learns from or is judged on: a built-in case, made where it is needed, or arrays (flat, x fastest). */
export type TrialCase =
  | { readonly kind: 'phantom'; readonly settings: PhantomSettings }
  | {
      readonly kind: 'scan';
      readonly dims: Dims;
      readonly spacingMm: Triple;
      readonly scan: Float32Array;
      /** 0 = background. */
      readonly ids: Int32Array;
    };

/** One training from nothing to its scores: what `settings` make of the cases to learn from, judged on cases that it has not seen. */
export interface Trial {
  readonly settings: TrainSettings;
  readonly train: readonly TrialCase[];
  readonly validate: readonly TrialCase[];
  readonly connectivity: Connectivity;
  readonly rule: MatchingRule;
}

/** What a trial came to; all of it pooled over the validation cases, rates null at 0/0. */
export interface TrialResult {
  readonly seed: number;
  readonly backend: BackendName;
  readonly steps: number;
  readonly trainMs: number;
  readonly scores: TrialScores;
  readonly froc: readonly TrialFrocPoint[];
  /** F1 at each threshold of the sweep. */
  readonly f1AtThreshold: readonly { readonly threshold: number; readonly f1: number | null }[];
  /** Of all cases that it was judged on, and of these the small ones. */
  readonly blobs: number;
  readonly smallBlobs: number;
}

/** A point of the FROC curve, with the sensitivity among the small blobs alone. */
export interface TrialFrocPoint extends FrocPoint {
  readonly smallSensitivity: number | null;
}

/** In the order of the paper's table, then what judges at matched operating points. Means over cases where a name says so, else pooled counts. */
export const trialScoreNames = [
  'dice',
  'volumetricSensitivity',
  'volumetricPrecision',
  'sensitivity',
  'smallSensitivity',
  'precision',
  'f1',
  'bestF1',
  'bestThreshold',
  'sensitivityAt1Fp',
  'sensitivityAt8Fp',
  'smallSensitivityAt8Fp',
  'falsePositives',
] as const;
export type TrialScoreName = (typeof trialScoreNames)[number];
export type TrialScores = Readonly<Record<TrialScoreName, number | null>>;
