import {
  add,
  clone,
  concat,
  customGrad,
  type GradSaveFunc,
  reshape,
  sum,
  type Tensor,
  type Tensor5D,
} from '@tensorflow/tfjs-core';
import { hasKernel, runKernel, runKernelForAll } from './kernels';

/** Adds one number per channel: x [B,D,H,W,C], bias [1,1,1,1,C]. (A rank-1 bias against rank 5 gives silent garbage on webgpu.) */
export function addBias(x: Tensor5D, bias: Tensor5D): Tensor5D {
  return (bias.size === 1 ? addNumber(x, bias) : add(x, bias)) as Tensor5D;
}

/** A sum over all of dy is one pass; over all axes but one of length 1, tfjs would first copy it. */
const addNumber = customGrad((...inputs) => {
  const [x, bias, save] = inputs as [Tensor, Tensor, GradSaveFunc];
  save([bias]);
  return {
    value: add(x, bias),
    gradFunc: (dy: Tensor, [saved]: Tensor[]) => [clone(dy), reshape(sum(dy), saved.shape)],
  };
});

/** Doubles each side by repeating voxels: [B,D,H,W,C] → [B,2D,2H,2W,C]. */
export function upsampleNearest(x: Tensor5D): Tensor5D {
  if (hasKernel('RepeatVoxels')) return repeated(x) as Tensor5D;
  const [batch, depth, height, width, channels] = x.shape;
  // Rank-3 concats are right on every backend; rank-5 tiles are not.
  const alongWidth = repeatRows(x, batch * depth * height * width, channels);
  const alongHeight = repeatRows(alongWidth, batch * depth * height, 2 * width * channels);
  const alongDepth = repeatRows(alongHeight, batch * depth, 4 * height * width * channels);
  return reshape(alongDepth, [batch, 2 * depth, 2 * height, 2 * width, channels]);
}

/** Channels of `a`, then of `b`: [B,D,H,W,Ca], [B,D,H,W,Cb] → [B,D,H,W,Ca+Cb]. */
export function concatChannels(a: Tensor5D, b: Tensor5D): Tensor5D {
  if (hasKernel('JoinChannels')) return joined(a, b) as Tensor5D;
  const [batch, depth, height, width, left] = a.shape;
  const right = b.shape[4];
  const voxels = batch * depth * height * width;
  const both = concat([reshape(a, [voxels, left]), reshape(b, [voxels, right])], 1);
  return reshape(both, [batch, depth, height, width, left + right]);
}

function repeatRows(x: Tensor, rows: number, length: number): Tensor {
  const row = reshape(x, [rows, 1, length]);
  return concat([row, row], 1);
}

const repeated = customGrad((...inputs) => {
  const [x] = inputs as [Tensor, GradSaveFunc];
  return { value: runKernel('RepeatVoxels', { x }), gradFunc: (dy: Tensor) => runKernel('SumBlocks', { dy }) };
});

const joined = customGrad((...inputs) => {
  const [a, b] = inputs as [Tensor, Tensor, GradSaveFunc];
  const left = a.shape[a.rank - 1];
  return {
    value: runKernel('JoinChannels', { a, b }),
    gradFunc: (dy: Tensor) => runKernelForAll('SplitChannels', { dy }, { left }),
  };
});
