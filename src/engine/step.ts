import type { TrainSettings } from '../core/settings';
import type { LossTerms, StepRecord } from '../core/terms';
import type { PreparedLoss } from './losses/prepared';
import { weightTensors } from './network';
import { concat, dispose, reshape, type Tensor1D, tidy } from './ops';
import { type AdamState, adamStep, learningRateAt, normOf } from './optimiser';
import { type Batch, backward, lossAtWeights, lossOfBatch } from './step/backward';
import { notFinite } from './step/notFinite';

/**
 * One step of training: patch, forward, loss, gradient, update. Gives the next state and what to tell of the step; `state` stays as it
 * is. Throws InputError, with nothing updated, when the loss or its gradient is not finite.
 */
export async function trainStep(
  state: AdamState,
  batch: Batch,
  settings: TrainSettings,
): Promise<{ readonly state: AdamState; readonly record: StepRecord }> {
  const startedMs = performance.now();
  const step = state.step + 1;
  const { terms, gradient } = await lossAndGradient(state.weights, batch, settings);
  const norm = normOf(gradient);
  if (!Number.isFinite(terms.total) || !Number.isFinite(norm)) throw notFinite(step, terms.total, norm);
  const learningRate = learningRateAt(step, settings);
  const next = adamStep(state, gradient, learningRate);
  const { alpha, beta } = settings.loss;
  const elapsedMs = performance.now() - startedMs;
  return { state: next, record: { ...terms, step, alpha, beta, learningRate, elapsedMs } };
}

/** The loss of a batch and its gradient with respect to all weights, in one read from the backend (two, where the loss needs the logits first). */
export async function lossAndGradient(
  weights: Float32Array,
  batch: Batch,
  settings: Pick<TrainSettings, 'network' | 'loss'>,
): Promise<{ readonly terms: LossTerms; readonly gradient: Float32Array }> {
  const loss = lossOfBatch(batch, settings.loss) ?? (await lossAtPlainWeights(weights, batch, settings));
  const packed = packLossAndGradient(weights, batch, loss, settings);
  try {
    const values = (await packed.data()) as Float32Array;
    return {
      terms: loss.termsFrom(values.subarray(0, loss.toldCount)),
      gradient: values.subarray(loss.toldCount),
    };
  } finally {
    dispose(packed);
  }
}

async function lossAtPlainWeights(
  weights: Float32Array,
  batch: Batch,
  settings: Pick<TrainSettings, 'network' | 'loss'>,
): Promise<PreparedLoss> {
  const tensors = tidy(() => weightTensors(settings.network, weights));
  try {
    return await lossAtWeights(tensors, batch, settings);
  } finally {
    dispose(tensors);
  }
}

/** [told + weights]: what the loss tells, then the gradient in the order of the weights. */
function packLossAndGradient(
  weights: Float32Array,
  batch: Batch,
  loss: PreparedLoss,
  settings: Pick<TrainSettings, 'network'>,
): Tensor1D {
  return tidy(() => {
    const { told, gradients } = backward(weightTensors(settings.network, weights), batch, loss, settings);
    const packed = concat([told, ...gradients.map((gradient) => reshape(gradient, [gradient.size]))]) as Tensor1D;
    dispose(told);
    return packed;
  });
}
