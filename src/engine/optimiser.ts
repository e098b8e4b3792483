import type { TrainSettings } from '../core/settings';
import type { AdamNumbers } from './ops';

/** Weights and Adam's moments in plain memory, flat, in the order of `network/layers`: what a checkpoint holds. */
export interface AdamState {
  readonly weights: Float32Array;
  readonly first: Float32Array;
  readonly second: Float32Array;
  /** Steps done. */
  readonly step: number;
}

const beta1 = 0.9;
const beta2 = 0.999;
const epsilon = 1e-8;
/** Longest gradient (Euclidean, all weights together) that is used as it is; a longer one is shortened to this. */
export const longestGradient = 5;

export function startAdam(weights: Float32Array): AdamState {
  return { weights, first: new Float32Array(weights.length), second: new Float32Array(weights.length), step: 0 };
}

/** The numbers of a step (1 = first) for `adamStep`, and for its twin on the device. */
export function adamNumbers(step: number, learningRate: number): AdamNumbers {
  return { learningRate, beta1, beta2, firstBias: 1 - beta1 ** step, secondBias: 1 - beta2 ** step, epsilon };
}

/** The state after one more step of Adam (arXiv 1412.6980, algorithm 1), with the gradient clipped by its norm; `state` stays as it is. */
export function adamStep(state: AdamState, gradient: Float32Array, learningRate: number): AdamState {
  const step = state.step + 1;
  const scale = Math.min(1, longestGradient / normOf(gradient));
  const next = { weights: state.weights.slice(), first: state.first.slice(), second: state.second.slice(), step };
  const { firstBias, secondBias } = adamNumbers(step, learningRate);
  for (let i = 0; i < gradient.length; i++) {
    const slope = scale * gradient[i];
    const first = beta1 * state.first[i] + (1 - beta1) * slope;
    const second = beta2 * state.second[i] + (1 - beta2) * slope * slope;
    next.first[i] = first;
    next.second[i] = second;
    next.weights[i] -= (learningRate * (first / firstBias)) / (Math.sqrt(second / secondBias) + epsilon);
  }
  return next;
}

/** Euclidean length of a gradient; not finite if one of its numbers is not. */
export function normOf(gradient: Float32Array): number {
  let squares = 0;
  for (let i = 0; i < gradient.length; i++) squares += gradient[i] * gradient[i];
  return Math.sqrt(squares);
}

/**
 * The learning rate of a step (1 = first): rises in a line over the warm-up, and falls over the run by the schedule, poly as
 * (1 - t)^0.9 with t = steps done / all steps (nnU-Net's). Steps beyond the run keep the rate of its last.
 */
export function learningRateAt(step: number, settings: TrainSettings): number {
  const { learningRate, schedule, steps, warmupSteps } = settings;
  const t = (Math.min(step, steps) - 1) / steps;
  const warmup = warmupSteps > 0 ? Math.min(1, step / warmupSteps) : 1;
  switch (schedule) {
    case 'constant':
      return learningRate * warmup;
    case 'poly':
      return learningRate * warmup * (1 - t) ** 0.9;
    case 'cosine':
      return learningRate * warmup * 0.5 * (1 + Math.cos(Math.PI * t));
    default:
      return schedule satisfies never;
  }
}
