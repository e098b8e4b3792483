import type { BenchVolumes } from '../core/bench/answer';
import type { CaseArrays } from '../core/case';
import type { StepArrays } from '../core/slowMotion/explained';
import type { CaseSweep } from '../core/study/sweepTrial';
import type { TrialResult } from '../core/study/trial';
import type { StepRecord } from '../core/terms';
import { type CaseId, homeId } from './cases/casesModel';
import { Checkpoints } from './checkpoints';
import { PredictionHistory } from './history';
import type { LaneId } from './laneId';

/** The big arrays of one lane. */
export interface LaneArrays {
  /** Probability of foreground per voxel, 0..1, of the prediction that is shown. */
  probability: Float32Array | null;
  /** One byte per voxel, `outcome` of core/terms. */
  outcome: Uint8Array | null;
  /** The newest probability as the lane gave it; what is shown may be an earlier one. */
  newest: Float32Array | null;
  /** How many predictions were shown so far: the revision of the shown one. */
  shown: number;
  /** The run's steps in order, from 1. */
  records: StepRecord[];
  checkpoints: Checkpoints;
  /** Of the case that is shown: one of `histories`. */
  history: PredictionHistory;
  /** Of every case that was predicted. */
  histories: Map<CaseId, PredictionHistory>;
  /** What thresholds make of the newest validation that was asked for it. */
  sweep: { readonly step: number; readonly of: CaseSweep } | null;
}

/** The big arrays that belong to the facts in the store; never copied into it, replaced as a whole. Its own are those of lane A. */
export interface Vault extends LaneArrays {
  /** Those of the case that is shown. */
  caseArrays: CaseArrays | null;
  /** Those of every case of the list. */
  readonly cases: Map<CaseId, CaseArrays>;
  /** Those of the newest answer of the bench. */
  bench: BenchVolumes | null;
  /** Those of the step that is looked at in slow motion. */
  slowMotion: StepArrays | null;
  readonly others: Map<LaneId, LaneArrays>;
  /** What came of the finished trials of `trials`, by their id. */
  readonly trialResults: Map<number, TrialResult>;
}

export function emptyVault(): Vault {
  const own = { caseArrays: null, bench: null, slowMotion: null };
  return { ...own, cases: new Map(), others: new Map(), trialResults: new Map(), ...emptyArrays() };
}

/** `shown` = the case that is shown. */
export function emptyArrays(shown: CaseId = homeId): LaneArrays {
  const checkpoints = new Checkpoints();
  const history = new PredictionHistory();
  const predictions = { history, histories: new Map([[shown, history]]), sweep: null };
  return { probability: null, outcome: null, newest: null, shown: 0, records: [], checkpoints, ...predictions };
}
