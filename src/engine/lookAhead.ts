import type { TrainSettings } from '../core/settings';
import type { LossTerms } from '../core/terms';
import { weightTensors } from './network';
import { dispose, tidy } from './ops';
import { type AdamState, adamStep, learningRateAt, longestGradient, normOf } from './optimiser';
import { lossAndGradient } from './step';
import { type Batch, logitsAtWeights } from './step/backward';
import { notFinite } from './step/notFinite';

/** The next step as it would be. */
export interface LookAhead {
  /** As the step would tell them. */
  readonly terms: LossTerms;
  /** Of the batch, before and after the update. */
  readonly logits: Float32Array;
  readonly logitsAfter: Float32Array;
  readonly learningRate: number;
  /** Euclidean length of the gradient, and what it is multiplied by before it is used. */
  readonly gradientNorm: number;
  readonly clip: number;
  /** Euclidean lengths of the change of the weights and of the weights before it, the largest change of one, and how many there are. */
  readonly changeNorm: number;
  readonly weightNorm: number;
  readonly largestChange: number;
  readonly weightCount: number;
}

/**
 * Computes the next step of a state on the running backend, and throws its weights away; the arithmetic is that of `trainStep`. Throws InputError
 * when the loss or its gradient is not finite.
 */
export async function lookAhead(state: AdamState, batch: Batch, settings: TrainSettings): Promise<LookAhead> {
  const step = state.step + 1;
  const logits = await logitsAt(state.weights, batch, settings);
  const { terms, gradient } = await lossAndGradient(state.weights, batch, settings);
  const gradientNorm = normOf(gradient);
  if (!Number.isFinite(terms.total) || !Number.isFinite(gradientNorm)) throw notFinite(step, terms.total, gradientNorm);
  const learningRate = learningRateAt(step, settings);
  const next = adamStep(state, gradient, learningRate);
  const change = next.weights.map((weight, i) => weight - state.weights[i]);
  return {
    terms,
    logits,
    logitsAfter: await logitsAt(next.weights, batch, settings),
    learningRate,
    gradientNorm,
    clip: gradientNorm > longestGradient ? longestGradient / gradientNorm : 1,
    changeNorm: normOf(change),
    weightNorm: normOf(state.weights),
    largestChange: change.reduce((largest, one) => Math.max(largest, Math.abs(one)), 0),
    weightCount: change.length,
  };
}

async function logitsAt(weights: Float32Array, batch: Batch, { network }: TrainSettings): Promise<Float32Array> {
  const tensors = tidy(() => weightTensors(network, weights));
  try {
    return await logitsAtWeights(tensors, batch, { network });
  } finally {
    dispose(tensors);
  }
}
