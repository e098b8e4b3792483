import type { TensorInfo } from '@tensorflow/tfjs-core';
import { roundUp } from '../geometry';
import type { WasmKernel, WasmKernels } from './memory';

export interface NormAttributes {
  readonly epsilon: number;
  readonly slope: number;
}

/** Channels are worked on four at a time: `lanes` is their count rounded up to that, and a tensor of fewer is widened with zeros. */
interface Sizes {
  readonly batch: number;
  readonly voxels: number;
  readonly channels: number;
  readonly lanes: number;
}

/** Ours: x [B,D,H,W,C], gain and offset [1,1,1,1,C] → y, and its moments [2, B, lanes]: each element's means, then its scales (1 / standard deviation). */
export const normLeaky: WasmKernel = {
  name: 'InstanceNormLeaky',
  run: (kernels, { x, gain, offset }, attributes) => {
    const { epsilon, slope } = attributes as NormAttributes;
    const s = sizesOf(x);
    const outputs = [x.shape, [2, s.batch, s.lanes]].map((shape) => kernels.output(shape));
    const [y, all] = outputs.map(kernels.addressOf);
    kernels.withScratch(
      [8 * s.lanes, ...parameterBytes(s), ...volumeBytes(s, 2)],
      (wide, gains, offsets, xWide, yWide) => {
        widenParameters(kernels, s, [gain, offset], [gains, offsets]);
        for (let element = 0; element < s.batch; element++) {
          const from = widen(kernels, s, elementOf(s, kernels.addressOf(x), element), xWide);
          const moments = momentsOf(s, all, element);
          kernels.run.moments(from, s.voxels, s.lanes, epsilon, wide, ...moments);
          writeNarrow(kernels, s, elementOf(s, y, element), yWide, (to) =>
            kernels.run.normLeaky(from, s.voxels, s.lanes, ...moments, gains, offsets, slope, to),
          );
        }
      },
    );
    return outputs;
  },
};

/** Ours: the inputs of `normLeaky`, its moments, and dy → dx, and dGain and dOffset [1,1,1,1,C], summed over the batch. */
export const normLeakyGradient: WasmKernel = {
  name: 'InstanceNormLeakyGrad',
  run: (kernels, { x, dy, gain, offset, moments: all }, attributes) => {
    const { slope } = attributes as NormAttributes;
    const s = sizesOf(x);
    const outputs = [x.shape, gain.shape, offset.shape].map((shape) => kernels.output(shape));
    const totals = [new Float64Array(s.channels), new Float64Array(s.channels)];
    const scratch = [16 * s.lanes, 8 * s.lanes, ...parameterBytes(s), ...volumeBytes(s, 3)];
    kernels.withScratch(scratch, (sums, averages, gains, offsets, xWide, dyWide, dxWide) => {
      widenParameters(kernels, s, [gain, offset], [gains, offsets]);
      for (let element = 0; element < s.batch; element++) {
        const from = [x, dy].map((tensor, i) =>
          widen(kernels, s, elementOf(s, kernels.addressOf(tensor), element), [xWide, dyWide][i]),
        );
        const moments = momentsOf(s, kernels.addressOf(all), element);
        const shared = [...from, s.voxels, s.lanes, ...moments, gains, offsets, slope];
        kernels.run.clear(sums, 16 * s.lanes);
        kernels.run.normLeakySums(...shared, sums, sums + 8 * s.lanes);
        averageSums(kernels, s, sums, averages, totals);
        writeNarrow(kernels, s, elementOf(s, kernels.addressOf(outputs[0]), element), dxWide, (to) =>
          kernels.run.normLeakyInput(...shared, averages, averages + 4 * s.lanes, to),
        );
      }
    });
    kernels.floats(kernels.addressOf(outputs[1]), s.channels).set(totals[1]);
    kernels.floats(kernels.addressOf(outputs[2]), s.channels).set(totals[0]);
    return outputs;
  },
};

/** Turns one element's two rows of sums into means over its voxels, and adds them to the batch's totals. */
function averageSums(kernels: WasmKernels, s: Sizes, sums: number, averages: number, totals: readonly Float64Array[]) {
  const wide = kernels.doubles(sums, 2 * s.lanes);
  kernels.floats(averages, 2 * s.lanes).set(wide.map((sum) => sum / s.voxels));
  for (let channel = 0; channel < s.channels; channel++) {
    totals[0][channel] += wide[channel];
    totals[1][channel] += wide[s.lanes + channel];
  }
}

function sizesOf({ shape: [batch, depth, height, width, channels] }: TensorInfo): Sizes {
  return { batch, voxels: depth * height * width, channels, lanes: roundUp(channels, 4) };
}

function parameterBytes({ lanes }: Sizes): number[] {
  return [4 * lanes, 4 * lanes];
}

/** Room for widened copies of one element; none where the channels need no widening. */
function volumeBytes({ voxels, channels, lanes }: Sizes, count: number): number[] {
  return new Array(count).fill(lanes === channels ? 0 : 4 * voxels * lanes);
}

function elementOf({ voxels, channels }: Sizes, address: number, element: number): number {
  return address + 4 * element * voxels * channels;
}

/** The addresses of an element's means and of its scales. */
function momentsOf({ batch, lanes }: Sizes, all: number, element: number): [number, number] {
  return [all + 4 * lanes * element, all + 4 * lanes * (batch + element)];
}

function widenParameters(kernels: WasmKernels, s: Sizes, from: readonly TensorInfo[], to: readonly number[]): void {
  for (const [i, tensor] of from.entries()) {
    kernels.run.clear(to[i], 4 * s.lanes);
    kernels.run.copyRows(kernels.addressOf(tensor), 0, to[i], 0, 4 * s.channels, 1);
  }
}

/** The element itself, or its copy with zero channels up to `lanes`. */
function widen(kernels: WasmKernels, s: Sizes, from: number, to: number): number {
  if (s.lanes === s.channels) return from;
  kernels.run.clear(to, 4 * s.voxels * s.lanes);
  kernels.run.copyRows(from, 4 * s.channels, to, 4 * s.lanes, 4 * s.channels, s.voxels);
  return to;
}

/** Lets `write` write an element of `lanes` channels, and keeps the channels that are. */
function writeNarrow(kernels: WasmKernels, s: Sizes, to: number, room: number, write: (to: number) => void): void {
  const isNarrow = s.lanes !== s.channels;
  write(isNarrow ? room : to);
  if (isNarrow) kernels.run.copyRows(room, 4 * s.lanes, to, 4 * s.channels, 4 * s.channels, s.voxels);
}
