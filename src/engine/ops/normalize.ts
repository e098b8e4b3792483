import { add, maximum, mean, mul, rsqrt, square, sub, type Tensor5D } from '@tensorflow/tfjs-core';

/** Added to the variance, as in the usual instance norm. */
export const normEpsilon = 1e-5;
/** Slope of the leaky ReLU below zero. */
export const leakySlope = 0.01;

/**
 * Instance norm, then leaky ReLU: each element and channel of x [B,D,H,W,C] is brought to mean 0 and (biased) variance 1 over D, H, W,
 * scaled by gain and shifted by offset (both [1,1,1,1,C]); what is negative then is multiplied by 0.01.
 */
export function instanceNormLeaky(x: Tensor5D, gain: Tensor5D, offset: Tensor5D): Tensor5D {
  const centred = sub(x, mean(x, [1, 2, 3], true));
  const variance = mean(square(centred), [1, 2, 3], true);
  const normed = add(mul(mul(centred, rsqrt(add(variance, normEpsilon))), gain), offset);
  return maximum(normed, mul(normed, leakySlope));
}
