import type { NetworkSettings, TrainSettings } from '../../core/settings';
import type { PreparedLoss } from '../losses/prepared';
import { weightTensors, weightTensorsFrom } from '../network';
import {
  adamStepOnDevice,
  concat,
  dispose,
  judgeStep,
  reshape,
  type Tensor1D,
  type Tensor2D,
  type Tensor5D,
  tensor1d,
  tensor2d,
  tidy,
} from '../ops';
import { type AdamState, adamNumbers, learningRateAt, longestGradient } from '../optimiser';
import { type Batch, backward } from '../step/backward';

/** Weights in training on the device. */
export interface DeviceModel {
  /** Weights, first moments, second moments: [3,N]. */
  readonly state: Tensor2D;
  /** The weights again, one tensor each, as the network wants them. */
  readonly weights: readonly Tensor5D[];
  /** What became of the last step (see `judgeStep`), [3]. */
  readonly verdict: Tensor1D;
}

/** What a step is made of. */
export interface StepWork {
  readonly batch: Batch;
  readonly loss: PreparedLoss;
  readonly settings: TrainSettings;
  /** 1 for the first. */
  readonly step: number;
}

export function uploadModel({ weights, first, second }: AdamState, network: NetworkSettings): DeviceModel {
  const values = new Float32Array(3 * weights.length);
  [weights, first, second].forEach((part, index) => {
    values.set(part, index * weights.length);
  });
  return {
    state: tensor2d(values, [3, weights.length]),
    weights: weightTensors(network, weights),
    verdict: tensor1d([1, 0, 0]),
  };
}

/** Queues a step: the model after it, in place of the model before, which is disposed of; and what is told of it: what the loss tells, then the verdict. */
export function queueStep(model: DeviceModel, work: StepWork): { readonly told: Tensor1D; readonly next: DeviceModel } {
  const { batch, loss, settings, step } = work;
  const queued = tidy(() => {
    const { total, told: ofLoss, gradients } = backward(model.weights, batch, loss, settings);
    const gradient = concat(gradients.map((one) => reshape(one, [one.size]))) as Tensor1D;
    const verdict = judgeStep(gradient, total, model.verdict, longestGradient);
    const numbers = adamNumbers(step, learningRateAt(step, settings));
    const state = adamStepOnDevice(model.state, gradient, verdict, numbers);
    const told = concat([ofLoss, verdict]) as Tensor1D;
    dispose(ofLoss);
    return { told, state, verdict, weights: weightTensorsFrom(settings.network, state) };
  });
  disposeModel(model);
  const { told, ...next } = queued;
  return { told, next };
}

/** The model with its last verdict forgotten, in place of the one given. */
export function pardon(model: DeviceModel): DeviceModel {
  dispose(model.verdict);
  return { ...model, verdict: tensor1d([1, 0, 0]) };
}

/** Reads the state back. */
export async function stateOf({ state }: DeviceModel, step: number): Promise<AdamState> {
  const values = (await state.data()) as Float32Array;
  const count = state.shape[1];
  const part = (index: number) => values.slice(index * count, (index + 1) * count);
  return { weights: part(0), first: part(1), second: part(2), step };
}

export function disposeModel({ state, weights, verdict }: DeviceModel): void {
  dispose([state, ...weights, verdict]);
}
