import type { TensorInfo } from '@tensorflow/tfjs-core';
import { byteStrides, type Geometry, paddedSides, volumeOf } from '../geometry';
import type { WasmKernels } from './memory';

/** Address of one element of the batch in a convolution's input. */
export function inputElement(kernels: WasmKernels, g: Geometry, x: TensorInfo, element: number): number {
  return kernels.addressOf(x) + 4 * element * volumeOf(g.input) * g.inputChannels;
}

/** Address of one element of the batch in a convolution's output, or in the gradient of it. */
export function outputElement(kernels: WasmKernels, g: Geometry, y: TensorInfo, element: number): number {
  return kernels.addressOf(y) + element * outputBytes(g);
}

export function outputBytes(g: Geometry): number {
  return 4 * volumeOf(g.output) * g.outputChannels;
}

/** Bytes of an element of the input with its border of zeros. */
export function paddedBytes(g: Geometry): number {
  return 4 * volumeOf(paddedSides(g)) * g.inputChannels;
}

/** Byte strides of the input with its border of zeros. */
export function paddedStrides(g: Geometry) {
  return byteStrides(paddedSides(g), g.inputChannels);
}

/** Copies one element of the input to the middle of its border of zeros. */
export function padElement(kernels: WasmKernels, g: Geometry, source: number, padded: number): void {
  const { voxel, row, plane } = paddedStrides(g);
  const corner = padded + g.before[0] * plane + g.before[1] * row + g.before[2] * voxel;
  kernels.run.scatter(source, ...g.input, voxel, corner, plane, row, voxel);
}
