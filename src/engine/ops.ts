/**
 * The only tensor operations that engine may use: each is proved, forward and backward, on every backend by `proof.ts`.
 * tfjs 4.22 has operations that are silently wrong on webgpu (rank-5 pad, slice gradients, where, clip, a rank-1 operand against rank 5)
 * and on wasm (3-D convolution gradients, pooling), so nothing else in engine imports them from tfjs (`ops.test.ts` checks).
 */
import { registerGradients } from './ops/gradients';

registerGradients();

export type { Scalar, Tensor, Tensor1D, Tensor2D, Tensor5D } from '@tensorflow/tfjs-core';
export {
  add,
  concat,
  dispose,
  div,
  exp,
  keep,
  log,
  maximum,
  mean,
  memory,
  mul,
  neg,
  reshape,
  scalar,
  sigmoid,
  softplus,
  sqrt,
  square,
  stack,
  sub,
  sum,
  tensor,
  tensor1d,
  tensor2d,
  tensor5d,
  tidy,
  valueAndGrad,
  valueAndGrads,
} from '@tensorflow/tfjs-core';
export { type AdamNumbers, adamStepOnDevice, copyPart, hasAdam, judgeStep } from './ops/adam';
export { conv3d, downsample, upsampleLearned } from './ops/convolution';
export { fieldSums } from './ops/fieldSums';
export { ledgerSums } from './ops/ledgerSums';
export { instanceNormLeaky, leakySlope, normEpsilon } from './ops/normalize';
export { rangeSums } from './ops/rangeSums';
export { addBias, concatChannels, upsampleNearest } from './ops/rearrange';
export { rowLosses } from './ops/rowLosses';
