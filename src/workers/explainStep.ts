import type { Box } from '../core/content';
import { evaluateLossParts } from '../core/losses/blobLoss';
import { sigmoid } from '../core/losses/quantities';
import type { PatchBatch, PatchSampler } from '../core/patches';
import type { TrainSettings } from '../core/settings';
import type { ExplainedStep, PatchFacts, UpdateFacts } from '../core/slowMotion/explained';
import { explainLoss, type PredictedBatch } from '../core/slowMotion/explainLoss';
import { type LookAhead, lookAhead } from '../engine/lookAhead';
import type { Trainer } from '../engine/trainer';
import type { KeptBackend } from './laneBackend';
import { onDevice } from './onDevice';

/** A model in training, as far as its next step needs it. */
interface Model {
  readonly backend: KeptBackend;
  /** The case that the next step learns from, and the part of it that patches are cut from. */
  readonly caseId: number;
  readonly box: Box;
  readonly patches: PatchSampler;
  readonly trainer: Trainer;
  readonly settings: TrainSettings;
}

/** Computes the next step of a model without doing it: what it sees, what the loss makes of that, and what it would do to the weights. */
export async function explainStep({ backend, caseId, box, patches, trainer, settings }: Model): Promise<ExplainedStep> {
  const state = await trainer.state();
  const step = state.step + 1;
  const batch = patches.sample(step);
  const ahead = await onDevice(backend, () => lookAhead(state, batch, settings));
  const predicted = withLogits(batch, ahead.logits);
  const { facts, cells, gradient } = explainLoss(predicted, settings.loss);
  const length = batch.size ** 3;
  return {
    facts: {
      ...{ step, backend: backend.name, loss: settings.loss },
      patch: { caseId, ...patchFacts(batch, box, settings) },
      explained: facts,
      update: updateFacts(ahead, withLogits(batch, ahead.logitsAfter), settings),
    },
    arrays: {
      scan: Float32Array.from(batch.scan.subarray(0, length)),
      ids: Int32Array.from(batch.ids.subarray(0, length)),
      cells,
      probability: Float32Array.from(ahead.logits.subarray(0, length), sigmoid),
      gradient,
      after: Float32Array.from(ahead.logitsAfter.subarray(0, length), sigmoid),
    },
  };
}

function withLogits({ ids, batchSize, size, spacingMm }: PatchBatch, logits: Float32Array): PredictedBatch {
  return { logits, ids, count: batchSize, geometry: { dims: [size, size, size], spacingMm } };
}

function patchFacts(
  { size, batchSize, spacingMm, origins }: PatchBatch,
  box: Box,
  settings: TrainSettings,
): Omit<PatchFacts, 'caseId'> {
  const [[x, y, z]] = origins;
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
