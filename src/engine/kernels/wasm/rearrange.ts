import type { TensorInfo } from '@tensorflow/tfjs-core';
import { byteStrides } from '../geometry';
import { byteCount, type WasmKernel, type WasmKernels } from './memory';

/** tfjs's Identity. Its own copies the numbers, a hundred times a step: whatever the way back needs is kept as a clone. */
export const identity: WasmKernel = { name: 'Identity', run: (kernels, { x }) => kernels.share(x) };

/** Ours: a [...,Ca], b [...,Cb] → [...,Ca+Cb]. */
export const joinChannels: WasmKernel = {
  name: 'JoinChannels',
  run: (kernels, { a, b }) => {
    const [left, right] = [a, b].map(channelBytes);
    const joined = kernels.output([...a.shape.slice(0, -1), (left + right) / 4]);
    const to = kernels.addressOf(joined);
    kernels.run.copyRows(kernels.addressOf(a), left, to, left + right, left, byteCount(a.shape) / left);
    kernels.run.copyRows(kernels.addressOf(b), right, to + left, left + right, right, byteCount(a.shape) / left);
    return joined;
  },
};

/** Ours: dy [...,C] and attribute `left` → its first `left` channels, and the others. */
export const splitChannels: WasmKernel = {
  name: 'SplitChannels',
  run: (kernels, { dy }, attributes) => {
    const { left } = attributes as { readonly left: number };
    const bytes = channelBytes(dy);
    const from = kernels.addressOf(dy);
    return [
      [0, left],
      [left, bytes / 4 - left],
    ].map(([start, channels]) => {
      const part = kernels.output([...dy.shape.slice(0, -1), channels]);
      const count = byteCount(dy.shape) / bytes;
      kernels.run.copyRows(from + 4 * start, bytes, kernels.addressOf(part), 4 * channels, 4 * channels, count);
      return part;
    });
  },
};

/** Ours: x [B,D,H,W,C] → each voxel eight times, [B,2D,2H,2W,C]. */
export const repeatVoxels: WasmKernel = {
  name: 'RepeatVoxels',
  run: (kernels, { x }) => {
    const [batch, depth, height, width, channels] = x.shape;
    const y = kernels.output([batch, 2 * depth, 2 * height, 2 * width, channels]);
    for (let corner = 0; corner < 8; corner++) repeatToCorner(kernels, x, y, corner);
    return y;
  },
};

/** Ours: the gradient of `repeatVoxels`, dy [B,2D,2H,2W,C] → the sums of its 2x2x2 blocks. */
export const sumBlocks: WasmKernel = {
  name: 'SumBlocks',
  run: (kernels, { dy }) => {
    const [batch, depth, height, width, channels] = dy.shape;
    const dx = kernels.output([batch, depth / 2, height / 2, width / 2, channels]);
    // A batch of volumes with even depth is one long volume.
    const sides = [(batch * depth) / 2, height / 2, width / 2];
    kernels.run.sumBlocks(kernels.addressOf(dy), ...sides, 4 * channels, kernels.addressOf(dx));
    return dx;
  },
};

/** Writes x to every second voxel of y, from one of the eight corners of its first block (bits z, y, x). */
function repeatToCorner(kernels: WasmKernels, x: TensorInfo, y: TensorInfo, corner: number): void {
  const [batch, depth, height, width, channels] = x.shape;
  const { plane, row, voxel } = byteStrides([2 * depth, 2 * height, 2 * width], channels);
  const to = kernels.addressOf(y) + (corner >> 2) * plane + ((corner >> 1) & 1) * row + (corner & 1) * voxel;
  kernels.run.scatter(kernels.addressOf(x), batch * depth, height, width, voxel, to, 2 * plane, 2 * row, 2 * voxel);
}

function channelBytes({ shape }: TensorInfo): number {
  return 4 * shape[shape.length - 1];
}
