import {
  add,
  customGrad,
  type GradSaveFunc,
  maximum,
  mean,
  mul,
  rsqrt,
  square,
  sub,
  type Tensor,
  type Tensor5D,
} from '@tensorflow/tfjs-core';
import { hasKernel, runKernelForAll } from './kernels';

/** Added to the variance, as in the usual instance norm. */
export const normEpsilon = 1e-5;
/** Slope of the leaky ReLU below zero. */
export const leakySlope = 0.01;

/**
 * Instance norm, then leaky ReLU: each element and channel of x [B,D,H,W,C] is brought to mean 0 and (biased) variance 1 over D, H, W,
 * scaled by gain and shifted by offset (both [1,1,1,1,C]); what is negative then is multiplied by 0.01.
 */
export function instanceNormLeaky(x: Tensor5D, gain: Tensor5D, offset: Tensor5D): Tensor5D {
  if (hasKernel('InstanceNormLeaky')) return fused(x, gain, offset) as Tensor5D;
  const centred = sub(x, mean(x, [1, 2, 3], true));
  const variance = mean(square(centred), [1, 2, 3], true);
  const normed = add(mul(mul(centred, rsqrt(add(variance, normEpsilon))), gain), offset);
  return maximum(normed, mul(normed, leakySlope));
}

const attributes = { epsilon: normEpsilon, slope: leakySlope };

const fused = customGrad((...inputs) => {
  const [x, gain, offset, save] = inputs as [Tensor, Tensor, Tensor, GradSaveFunc];
  const [value, moments] = runKernelForAll('InstanceNormLeaky', { x, gain, offset }, attributes);
  save([x, gain, offset, moments]);
  return {
    value,
    gradFunc: (dy: Tensor, saved: Tensor[]) => {
      const [xs, gains, offsets, m] = saved;
      const all = { x: xs, gain: gains, offset: offsets, moments: m, dy };
      return runKernelForAll('InstanceNormLeakyGrad', all, attributes);
    },
  };
});
