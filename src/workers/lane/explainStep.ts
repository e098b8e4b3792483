import type { Box } from '../../core/content';
import { evaluateLossParts } from '../../core/losses/blobLoss';
import { sigmoid } from '../../core/losses/criteria/quantities';
import type { PatchBatch, PatchSampler } from '../../core/patches';
import type { TrainSettings } from '../../core/settings';
import type { ExplainedStep, PatchFacts, UpdateFacts } from '../../core/slowMotion/explained';
import { explainLoss, type PredictedBatch } from '../../core/slowMotion/explainLoss';
import { type LookAhead, lookAhead } from '../../engine/lookAhead';
import type { Trainer } from '../../engine/trainer';
import type { KeptBackend } from './laneBackend';
import { onDevice } from './onDevice';

/** A model in training, as far as its next step needs it. */
interface Model {
  readonly backend: KeptBackend;
  /** The case that a step learns from, and the part of it that patches are cut from. */
  readonly caseOfStep: (step: number) => { readonly id: number; readonly box: Box };
  readonly patches: PatchSampler;
  readonly trainer: Trainer;
  readonly settings: TrainSettings;
}

/**
 * Computes the next step of a model without doing it: what it sees, what the loss makes of that, and what it would do to the weights. With
 * `seek` > 0 it sees the first patch with a blob that the batches of so many steps hold.
 */
export async function explainStep(
  { backend, caseOfStep, patches, trainer, settings }: Model,
  seek: number,
): Promise<ExplainedStep> {
  const state = await trainer.state();
  const step = state.step + 1;
  const { batch, ofStep, shown } = findPatch(patches, step, seek);
  const { id, box } = caseOfStep(ofStep);
  const ahead = await onDevice(backend, () => lookAhead(state, batch, settings));
  const predicted = withLogits(batch, ahead.logits);
  const { facts, cells, gradient } = explainLoss(predicted, settings.loss, shown);
  const [from, to] = [shown * batch.size ** 3, (shown + 1) * batch.size ** 3];
  return {
    facts: {
      ...{ step, backend: backend.name, loss: settings.loss },
      patch: { caseId: id, ofStep, sought: seek, ...patchFacts(batch, shown, box, settings) },
      explained: facts,
      update: updateFacts(ahead, withLogits(batch, ahead.logitsAfter), settings),
    },
    arrays: {
      scan: Float32Array.from(batch.scan.subarray(from, to)),
      ids: Int32Array.from(batch.ids.subarray(from, to)),
      cells,
      probability: Float32Array.from(ahead.logits.subarray(from, to), sigmoid),
      gradient,
      after: Float32Array.from(ahead.logitsAfter.subarray(from, to), sigmoid),
    },
  };
}

function withLogits({ ids, batchSize, size, spacingMm }: PatchBatch, logits: Float32Array): PredictedBatch {
  return { logits, ids, count: batchSize, geometry: { dims: [size, size, size], spacingMm } };
}

/** The first patch with a blob of the batches of so many steps; the first of the next step where there is none. */
function findPatch(patches: PatchSampler, step: number, seek: number) {
  for (let ofStep = step; ofStep < step + seek; ofStep++) {
    const batch = patches.sample(ofStep);
    const at = batch.ids.findIndex((id) => id !== 0);
    if (at >= 0) return { batch, ofStep, shown: Math.floor(at / batch.size ** 3) };
  }
  return { batch: patches.sample(step), ofStep: step, shown: 0 };
}

function patchFacts(
  { size, batchSize, spacingMm, origins }: PatchBatch,
  shown: number,
  box: Box,
  settings: TrainSettings,
): Omit<PatchFacts, 'caseId' | 'ofStep' | 'sought'> {
  const [x, y, z] = origins[shown];
  const [startX, startY, startZ] = box.start;
  const origin = [x + startX, y + startY, z + startZ] as const;
  return { size, count: batchSize, origin, spacingMm, mayBeMirrored: settings.patch.flips };
}

function updateFacts(
  { logits: _, logitsAfter: __, ...numbers }: LookAhead,
  { logits, ids, count, geometry }: PredictedBatch,
  { loss }: TrainSettings,
): UpdateFacts {
  return { ...numbers, after: evaluateLossParts(logits, ids, count, loss, geometry).terms };
}
