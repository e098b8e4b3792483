import type { CaseArrays } from '../core/case';
import type { StepRecord } from '../core/terms';

/** The big arrays that belong to the facts in the store; never copied into it, replaced as a whole. */
export interface Vault {
  caseArrays: CaseArrays | null;
  /** Probability of foreground per voxel, 0..1, of the newest prediction. */
  probability: Float32Array | null;
  /** One byte per voxel, `outcome` of core/terms. */
  outcome: Uint8Array | null;
  /** The run's steps in order, from 1. */
  records: StepRecord[];
}

export function emptyVault(): Vault {
  return { caseArrays: null, probability: null, outcome: null, records: [] };
}
