import type { StepRecord } from '../core/terms';
import { factsOf, runCases } from './cases/selectCases';
import type { AppState } from './model';

/** What a run was and what came of it, plain enough for JSON; names as on screen, lengths in mm, times in ms. */
export function runReport(state: AppState, records: readonly StepRecord[]) {
  const { openCase, settings, run, lane, prediction } = state;
  const { train, validate } = runCases(state);
  const facts = 'facts' in lane ? lane.facts : null;
  const last = records.at(-1);
  return {
    format: 'blobscope-report',
    version: 1,
    case: openCase && {
      name: openCase.name,
      source: openCase.source,
      dims: openCase.grid.dims,
      spacingMm: openCase.grid.spacingMm,
      connectivity: openCase.connectivity,
      imbalance: openCase.imbalance,
      remarks: openCase.remarks,
    },
    cases: state.cases.rows
      .filter(({ id }) => train.includes(id) || validate.includes(id))
      .map(({ id, name }) => ({
        name,
        role: train.includes(id) ? 'train' : 'validate',
        source: factsOf(state, id)?.source ?? null,
      })),
    settings: run.settings ?? settings,
    backend: facts && { name: facts.backend, why: facts.why, parameterCount: facts.parameterCount },
    steps: records.length,
    elapsedMsPerStep: { median: medianOf(records.map((r) => r.elapsedMs)), first: records[0]?.elapsedMs ?? null },
    changes: run.events,
    lastTerms: last ? { step: last.step, global: last.global, blob: last.blob, total: last.total } : null,
    prediction: prediction && {
      step: prediction.step,
      elapsedMs: prediction.elapsedMs,
      threshold: prediction.scores.threshold,
      matching: 'found = any overlap of at least one voxel',
      dice: prediction.scores.dice,
      sensitivity: prediction.scores.sensitivity,
      precision: prediction.scores.precision,
      f1: prediction.scores.f1,
      foundBlobs: prediction.scores.foundBlobs,
      missedBlobs: prediction.scores.missedBlobs,
      predictedBlobs: prediction.scores.predictedBlobs,
      falseBlobs: prediction.scores.falseBlobs,
    },
    blobs: (openCase?.blobs ?? []).map((blob) => ({
      id: blob.id,
      voxels: blob.voxels,
      volumeMm3: blob.volumeMm3,
      equivalentDiameterMm: blob.equivalentDiameterMm,
      centreMm: blob.centreMm,
      share: blob.share,
      isFound: prediction?.scores.perBlob[blob.id - 1]?.isFound ?? null,
      recall: prediction?.scores.perBlob[blob.id - 1]?.recall ?? null,
      meanProbability: prediction?.scores.perBlob[blob.id - 1]?.meanProbability ?? null,
    })),
  };
}

function medianOf(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted.length > 0 ? sorted[Math.floor(sorted.length / 2)] : null;
}
