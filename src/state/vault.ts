import type { CaseArrays } from '../core/case';
import type { StepRecord } from '../core/terms';
import type { LaneId } from './model';

/** The big arrays of one lane. */
export interface LaneArrays {
  /** Probability of foreground per voxel, 0..1, of the newest prediction. */
  probability: Float32Array | null;
  /** One byte per voxel, `outcome` of core/terms. */
  outcome: Uint8Array | null;
  /** The run's steps in order, from 1. */
  records: StepRecord[];
}

/** The big arrays that belong to the facts in the store; never copied into it, replaced as a whole. Its own are those of lane A. */
export interface Vault extends LaneArrays {
  caseArrays: CaseArrays | null;
  readonly others: Map<LaneId, LaneArrays>;
}

export function emptyVault(): Vault {
  return { caseArrays: null, others: new Map(), ...emptyArrays() };
}

export function emptyArrays(): LaneArrays {
  return { probability: null, outcome: null, records: [] };
}
