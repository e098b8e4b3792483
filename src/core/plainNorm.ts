import { type Plain, plainZeros } from './plainOps';

/** One number per channel. */
export type PerChannel = ArrayLike<number>;

export interface NormLeakySettings {
  /** Added to the variance. */
  readonly epsilon: number;
  /** Of the leaky ReLU below zero. */
  readonly slope: number;
}

/** Instance norm (mean 0, biased variance 1 over D, H, W of each element and channel, times gain, plus offset), then leaky ReLU. */
export function plainNormLeaky(x: Plain, gain: PerChannel, offset: PerChannel, settings: NormLeakySettings): Plain {
  const y = plainZeros(x.shape);
  for (const { channel, indices } of columns(x)) {
    const { mean, scale } = momentsOf(x, indices, settings.epsilon);
    for (const i of indices) {
      const value = gain[channel] * (x.values[i] - mean) * scale + offset[channel];
      y.values[i] = value > 0 ? value : settings.slope * value;
    }
  }
  return y;
}

/** Gradients of `plainNormLeaky`: of x, and per channel (summed over the batch) of gain and offset. */
export function plainNormLeakyGradient(
  x: Plain,
  gain: PerChannel,
  offset: PerChannel,
  dy: Plain,
  settings: NormLeakySettings,
): { readonly dx: Plain; readonly dGain: Float64Array; readonly dOffset: Float64Array } {
  const dx = plainZeros(x.shape);
  const dGain = new Float64Array(x.shape[4]);
  const dOffset = new Float64Array(x.shape[4]);
  for (const { channel, indices } of columns(x)) {
    const { mean, scale } = momentsOf(x, indices, settings.epsilon);
    const normed = indices.map((i) => (x.values[i] - mean) * scale);
    const dNormed = indices.map((i, at) => {
      const isPositive = gain[channel] * normed[at] + offset[channel] > 0;
      return dy.values[i] * (isPositive ? 1 : settings.slope);
    });
    const sum = dNormed.reduce((a, b) => a + b, 0);
    const sumNormed = dNormed.reduce((total, d, at) => total + d * normed[at], 0);
    dOffset[channel] += sum;
    dGain[channel] += sumNormed;
    indices.forEach((i, at) => {
      dx.values[i] = gain[channel] * scale * (dNormed[at] - (sum + normed[at] * sumNormed) / indices.length);
    });
  }
  return { dx, dGain, dOffset };
}

/** The flat indices of each element's channel. */
function columns({ shape: [batch, depth, height, width, channels] }: Plain) {
  const voxels = depth * height * width;
  return Array.from({ length: batch * channels }, (_, i) => {
    const channel = i % channels;
    const start = Math.floor(i / channels) * voxels * channels + channel;
    return { channel, indices: Array.from({ length: voxels }, (_, at) => start + at * channels) };
  });
}

function momentsOf(x: Plain, indices: readonly number[], epsilon: number) {
  const mean = indices.reduce((total, i) => total + x.values[i], 0) / indices.length;
  const variance = indices.reduce((total, i) => total + (x.values[i] - mean) ** 2, 0) / indices.length;
  return { mean, scale: 1 / Math.sqrt(variance + epsilon) };
}
