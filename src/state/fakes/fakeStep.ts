import { defaultLoss } from '../../core/settings';
import type { ExplainedStep } from '../../core/slowMotion/explained';
import type { StepRecord } from '../../core/terms';

/** The record of a step whose loss is one by the step. */
export function fakeRecord(step: number): StepRecord {
  const global = 1 / step;
  return {
    step,
    global,
    blob: 0,
    total: global,
    blobIds: [1],
    blobTerms: [global],
    alpha: 2,
    beta: 1,
    learningRate: 1,
    elapsedMs: 10,
  };
}

/** A step taken apart, of a patch of one voxel, without blobs. */
export function fakeExplained(step: number): ExplainedStep {
  const tally = { voxels: 1, sums: [0] };
  const terms = { global: 1, blob: 0, total: 1, blobIds: [], blobTerms: [] };
  const none = { global: 0, instance: 0, total: 0 };
  const norms = { gradientNorm: 1, clip: 1, changeNorm: 1, weightNorm: 1, weightCount: 1, largestChange: 1 };
  return {
    facts: {
      ...{ step, backend: 'wasm', loss: defaultLoss },
      patch: {
        caseId: 0,
        ofStep: step,
        sought: 0,
        size: 1,
        count: 1,
        origin: [0, 0, 0],
        spacingMm: [1, 1, 1],
        mayBeMirrored: false,
      },
      explained: {
        ...{ terms, shown: 0, quantities: ['probability'], blobs: [], globalSums: null, patches: [], sides: null },
        background: { ...tally, pull: none },
      },
      update: { terms, learningRate: 1, ...norms, after: terms },
    },
    arrays: {
      ...{ scan: new Float32Array(1), ids: new Int32Array(1), cells: new Int32Array(1) },
      ...{ probability: new Float32Array(1), gradient: new Float32Array(1), after: new Float32Array(1) },
    },
  };
}
