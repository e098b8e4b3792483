import type { Scalar, Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { hasKernel, runKernel } from './kernels';

/** The numbers of one step of Adam; the biases are 1 - beta^step. */
export interface AdamNumbers {
  readonly learningRate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly firstBias: number;
  readonly secondBias: number;
  readonly epsilon: number;
}

/** Whether weights and moments can live on the running backend: whether it has the kernels below. */
export function hasAdam(): boolean {
  return hasKernel('AdamStep');
}

/**
 * What is to become of a step, [3]: by what its gradient is multiplied so that it is not longer than `longest`, whether it is refused
 * (1 = the total or the gradient is not finite, or the verdict of the step before was to refuse), and the gradient's length.
 */
export function judgeStep(gradient: Tensor1D, total: Scalar, before: Tensor1D, longest: number): Tensor1D {
  return runKernel('JudgeStep', { gradient, total, before }, { longest }) as Tensor1D;
}

/** The state [3,N] (weights, first moments, second moments) after one step with a gradient [N]; as it was, if the step is refused. */
export function adamStepOnDevice(
  state: Tensor2D,
  gradient: Tensor1D,
  verdict: Tensor1D,
  numbers: AdamNumbers,
): Tensor2D {
  return runKernel('AdamStep', { state, gradient, verdict }, numbers) as Tensor2D;
}

/** Numbers of x, whatever its shape, from the place `start` on, in a new shape. It has no gradient. */
export function copyPart(x: Tensor, start: number, shape: readonly number[]): Tensor {
  return runKernel('CopyPart', { x }, { start, shape });
}
