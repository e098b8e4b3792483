import { InputError } from '../core/errors';
import type { PatchBatch } from '../core/patches';
import type { TrainSettings } from '../core/settings';
import type { LossTerms, StepRecord } from '../core/terms';
import { lossOnTensors } from './losses';
import { type LossPlan, planLoss } from './losses/plan';
import { termsFrom } from './losses/terms';
import { forward, weightTensors } from './network';
import {
  concat,
  dispose,
  keep,
  reshape,
  type Tensor,
  type Tensor1D,
  type Tensor5D,
  tensor5d,
  tidy,
  valueAndGrads,
} from './ops';
import { type AdamState, adamStep, learningRateAt, normOf } from './optimiser';

/** What one step learns from: cubes of normalised intensities and of blob ids, as `core/patches` cuts them. */
export type Batch = Pick<PatchBatch, 'batchSize' | 'size' | 'scan' | 'ids'>;

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
  refuseIfNotFinite(step, terms.total, normOf(gradient));
  const learningRate = learningRateAt(step, settings);
  const next = adamStep(state, gradient, learningRate);
  const { alpha, beta } = settings.loss;
  const elapsedMs = performance.now() - startedMs;
  return { state: next, record: { ...terms, step, alpha, beta, learningRate, elapsedMs } };
}

/** The loss of a batch and its gradient with respect to all weights, in one read from the backend. */
export async function lossAndGradient(
  weights: Float32Array,
  batch: Batch,
  settings: Pick<TrainSettings, 'network' | 'loss'>,
): Promise<{ readonly terms: LossTerms; readonly gradient: Float32Array }> {
  const plan = planLoss(batch.ids, batch.batchSize);
  const packed = packLossAndGradient(weights, batch, plan, settings);
  try {
    const values = (await packed.data()) as Float32Array;
    const rowCount = plan.regionCount;
    return { terms: termsFrom(values.subarray(0, rowCount), plan, settings.loss), gradient: values.subarray(rowCount) };
  } finally {
    dispose(packed);
  }
}

/** [rows + weights]: the loss of each row of the plan, then the gradient in the order of the weights. */
function packLossAndGradient(
  weights: Float32Array,
  { batchSize, size, scan }: Batch,
  plan: LossPlan,
  { network, loss }: Pick<TrainSettings, 'network' | 'loss'>,
): Tensor1D {
  const rows: Tensor[] = [];
  const packed = tidy(() => {
    const x = tensor5d(scan, [batchSize, size, size, size, 1]);
    const { grads } = valueAndGrads((...tensors: Tensor[]) => {
      const values = lossOnTensors(forward(network, tensors as Tensor5D[], x), plan, loss);
      rows.push(keep(values.rows));
      return values.total;
    })(weightTensors(network, weights));
    return concat([...rows, ...grads.map((grad) => reshape(grad, [grad.size]))]) as Tensor1D;
  });
  dispose(rows);
  return packed;
}

function refuseIfNotFinite(step: number, total: number, gradientNorm: number): void {
  if (Number.isFinite(total) && Number.isFinite(gradientNorm)) return;
  throw new InputError({
    found: Number.isFinite(total)
      ? `The gradient of step ${step} has the length ${gradientNorm}`
      : `The loss of step ${step} is ${total}`,
    expected: 'a finite number',
    todo: 'Lower the learning rate and train again; the weights are those of the step before',
  });
}
