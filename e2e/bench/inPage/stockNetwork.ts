import {
  add,
  concat,
  conv3d,
  matMul,
  maximum,
  moments,
  mul,
  reshape,
  rsqrt,
  sub,
  type Tensor5D,
  transpose,
} from '@tensorflow/tfjs-core';

/**
 * The two-level U-Net as one writes it with plain tfjs: x [1,D,H,W,1] → logits [1,D,H,W,1]. The weights come in the order of
 * `engine/network/layers`.
 */
export function stockForward(weights: readonly Tensor5D[], x: Tensor5D): Tensor5D {
  const unused = [...weights];
  const next = (): Tensor5D => {
    const weight = unused.shift();
    if (!weight) throw new Error(`${weights.length} weights are too few`);
    return weight;
  };
  const block = (input: Tensor5D) => normLeaky(conv3d(input, next(), 1, 'same'), next(), next());
  const fine = block(block(x));
  const coarse = block(block(conv3d(fine, next(), 2, 'valid')));
  const joined = concat([fine, upsample(coarse, next())], 4);
  const logits = conv3d(block(block(joined)), next(), 1, 'same');
  return add(logits, next());
}

const epsilon = 1e-5;
const slope = 0.01;

/** tfjs has no instance norm; its leaky ReLU has no gradient of rank 5 on webgpu. */
function normLeaky(x: Tensor5D, gain: Tensor5D, offset: Tensor5D): Tensor5D {
  const { mean, variance } = moments(x, [1, 2, 3], true);
  const normed = add(mul(mul(sub(x, mean), rsqrt(add(variance, epsilon))), gain), offset);
  return maximum(normed, mul(normed, slope));
}

/**
 * A transposed 2x2x2 convolution of stride 2, filter [2,2,2,to,from], of which tfjs has no gradient: each voxel's product with the filter is
 * eight voxels, which a transposition puts in their places. The numbers are the same.
 */
function upsample(x: Tensor5D, filter: Tensor5D): Tensor5D {
  const [, depth, height, width, from] = x.shape;
  const to = filter.shape[3];
  const flat = matMul(reshape(x, [depth * height * width, from]), reshape(filter, [8 * to, from]), false, true);
  // The last two of the eight voxels' axes: x and channel stay side by side, for tfjs transposes six axes at most.
  const parts = reshape(flat, [depth, height, width, 2, 2, 2 * to]);
  return reshape(transpose(parts, [0, 3, 1, 4, 2, 5]), [1, 2 * depth, 2 * height, 2 * width, to]);
}
