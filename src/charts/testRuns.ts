import type { StepRecord } from '../core/terms';

/** For tests: the record of a first step whose patch has no blob and whose terms are all 1, but for what is given. */
export function stepRecord(change: Partial<StepRecord>): StepRecord {
  const terms = { total: 1, global: 1, blob: 1, blobIds: [], blobTerms: [] };
  return { step: 1, alpha: 2, beta: 1, learningRate: 1, elapsedMs: 1, ...terms, ...change };
}

/** For tests: the record of a step with these blobs in its patch, and their terms. */
export function blobStep(step: number, blobIds: readonly number[], blobTerms: readonly number[]): StepRecord {
  return stepRecord({ step, blobIds, blobTerms });
}
