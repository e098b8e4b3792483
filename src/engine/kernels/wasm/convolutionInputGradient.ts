import type { TensorInfo } from '@tensorflow/tfjs-core';
import {
  byteStrides,
  type ConvolutionAttributes,
  type Geometry,
  geometryOf,
  isBlockwise,
  roundUp,
  turned,
  volumeOf,
} from '../geometry';
import type { WasmKernel, WasmKernels } from './memory';
import { convolveByWinograd, type FilterPlace, isWinograd } from './winograd';

interface Tensors {
  readonly dy: TensorInfo;
  readonly filter: TensorInfo;
  readonly dx: TensorInfo;
}

/** tfjs's Conv3DBackpropInputV2: dy [B,D',H',W',Co], filter [kD,kH,kW,Ci,Co] → dx of the attribute `inputShape`. Also the transposed convolution. */
export const convolutionInputGradient: WasmKernel = {
  name: 'Conv3DBackpropInputV2',
  run: (kernels, { dy, filter }, attributes) => {
    const { inputShape, ...walk } = attributes as ConvolutionAttributes & { readonly inputShape: readonly number[] };
    const g = geometryOf(inputShape, filter.shape, walk);
    const tensors = { dy, filter, dx: kernels.output(inputShape) };
    if (isBlockwise(g)) unfoldBlocks(kernels, g, tensors);
    else if (isWinograd(turned(g)))
      convolveByWinograd(kernels, turned(g), flippedFilter(kernels, g, filter), dy, tensors.dx);
    else convolveFlipped(kernels, g, tensors);
    return tensors.dx;
  },
};

/** For each tap (kz, ky), a 1x1x1 convolution from Co channels to the kx * Ci numbers that lie side by side in a row of dx. */
function unfoldBlocks(kernels: WasmKernels, g: Geometry, { dy, filter, dx }: Tensors): void {
  const outs = g.stride * g.inputChannels;
  const from = byteStrides(g.output, g.outputChannels);
  const into = byteStrides(g.input, g.inputChannels);
  const tap = 4 * outs * g.outputChannels;
  kernels.withScratch([4 * g.outputChannels * roundUp(outs, 8)], (packed) => {
    for (let at = 0; at < g.stride * g.stride; at++) {
      const steps = [0, 0, 0, 4, 4 * g.outputChannels];
      const taps = kernels.addressOf(filter) + at * tap;
      kernels.run.packFilter(taps, ...steps, 1, 1, 1, g.outputChannels, outs, packed);
      const corner = Math.floor(at / g.stride) * into.plane + (at % g.stride) * into.row;
      for (let element = 0; element < g.batch; element++)
        kernels.run.convolve(
          ...[kernels.addressOf(dy) + element * g.output[0] * from.plane, from.plane, from.row, from.voxel, 1],
          ...[packed, 1, 1, g.outputChannels],
          ...[
            kernels.addressOf(dx) + element * g.input[0] * into.plane + corner,
            g.stride * into.plane,
            g.stride * into.row,
          ],
          ...[...g.output, outs],
        );
    }
  });
}

/** Where the filter's last tap lies, read backwards, from output channels to input channels. */
function flippedFilter(kernels: WasmKernels, g: Geometry, filter: TensorInfo): FilterPlace {
  const [, kh, kw] = g.kernel;
  const tap = 4 * g.inputChannels * g.outputChannels;
  return {
    from: kernels.addressOf(filter) + (volumeOf(g.kernel) - 1) * tap,
    steps: [-kh * kw * tap, -kw * tap, -tap, 4, 4 * g.outputChannels],
  };
}

/** Convolution, stride 1, of dy (spread by the stride, bordered by zeros) with the filter flipped along its three axes. */
function convolveFlipped(kernels: WasmKernels, g: Geometry, { dy, filter, dx }: Tensors): void {
  const [kd, kh, kw] = g.kernel;
  const sides = [0, 1, 2].map((axis) => g.input[axis] + g.kernel[axis] - 1) as [number, number, number];
  const from = byteStrides(sides, g.outputChannels);
  const into = byteStrides(g.input, g.inputChannels);
  const border = turned(g).before;
  const spreadBytes = sides[0] * from.plane;
  const packedBytes = 4 * volumeOf(g.kernel) * g.outputChannels * roundUp(g.inputChannels, 8);
  kernels.withScratch([packedBytes, spreadBytes], (packed, spread) => {
    const { from: last, steps } = flippedFilter(kernels, g, filter);
    kernels.run.packFilter(last, ...steps, kd, kh, kw, g.outputChannels, g.inputChannels, packed);
    kernels.run.clear(spread, spreadBytes);
    const corner = spread + border[0] * from.plane + border[1] * from.row + border[2] * from.voxel;
    const step = [g.stride * from.plane, g.stride * from.row, g.stride * from.voxel];
    for (let element = 0; element < g.batch; element++) {
      const source = kernels.addressOf(dy) + element * volumeOf(g.output) * from.voxel;
      kernels.run.scatter(source, ...g.output, from.voxel, corner, ...step);
      kernels.run.convolve(
        ...[spread, from.plane, from.row, from.voxel, 1],
        ...[packed, kd, kh, kw * g.outputChannels],
        ...[
          kernels.addressOf(dx) + element * g.input[0] * into.plane,
          into.plane,
          into.row,
          ...g.input,
          g.inputChannels,
        ],
      );
    }
  });
}
