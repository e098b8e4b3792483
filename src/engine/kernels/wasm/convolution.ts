import type { TensorInfo } from '@tensorflow/tfjs-core';
import {
  byteStrides,
  type ConvolutionAttributes,
  type Geometry,
  geometryOf,
  isPadded,
  roundUp,
  volumeOf,
} from '../geometry';
import { inputElement, outputElement, paddedBytes, paddedStrides, padElement } from './convolutionElements';
import type { WasmKernel, WasmKernels } from './memory';
import { convolveByWinograd, type FilterPlace, isWinograd } from './winograd';

/** tfjs's Conv3D: x [B,D,H,W,Ci], filter [kD,kH,kW,Ci,Co] → y [B,D',H',W',Co]. */
export const convolution: WasmKernel = {
  name: 'Conv3D',
  run: (kernels, { x, filter }, attributes) => {
    const g = geometryOf(x.shape, filter.shape, attributes as ConvolutionAttributes);
    const y = kernels.output([g.batch, ...g.output, g.outputChannels]);
    if (isWinograd(g)) convolveByWinograd(kernels, g, filterPlace(kernels, g, filter), x, y);
    else convolveDirectly(kernels, g, { x, filter, y });
    return y;
  },
};

/** Where the filter lies, read as it is. */
function filterPlace(
  kernels: WasmKernels,
  { kernel: [, kh, kw], inputChannels, outputChannels }: Geometry,
  filter: TensorInfo,
): FilterPlace {
  const tap = 4 * inputChannels * outputChannels;
  return { from: kernels.addressOf(filter), steps: [kh * kw * tap, kw * tap, tap, 4 * outputChannels, 4] };
}

interface Tensors {
  readonly x: TensorInfo;
  readonly filter: TensorInfo;
  readonly y: TensorInfo;
}

function convolveDirectly(kernels: WasmKernels, g: Geometry, { x, filter, y }: Tensors): void {
  const [kd, kh, kw] = g.kernel;
  const packedBytes = 4 * volumeOf(g.kernel) * g.inputChannels * roundUp(g.outputChannels, 8);
  const roomBytes = isPadded(g) ? paddedBytes(g) : 0;
  kernels.withScratch([packedBytes, roomBytes], (packed, padded) => {
    const { from, steps } = filterPlace(kernels, g, filter);
    kernels.run.packFilter(from, ...steps, kd, kh, kw, g.inputChannels, g.outputChannels, packed);
    if (roomBytes > 0) kernels.run.clear(padded, roomBytes);
    for (let element = 0; element < g.batch; element++)
      convolveElement(kernels, g, element, { x, y, packed, padded: roomBytes > 0 ? padded : null });
  });
}

interface Places {
  readonly x: TensorInfo;
  readonly y: TensorInfo;
  readonly packed: number;
  /** Room for the input with its border, already zero; null = no border. */
  readonly padded: number | null;
}

function convolveElement(kernels: WasmKernels, g: Geometry, element: number, { x, y, packed, padded }: Places): void {
  const source = inputElement(kernels, g, x, element);
  const to = outputElement(kernels, g, y, element);
  if (padded !== null) padElement(kernels, g, source, padded);
  const from = paddedStrides(g);
  const into = byteStrides(g.output, g.outputChannels);
  const [kd, kh, kw] = g.kernel;
  kernels.run.convolve(
    ...[padded ?? source, from.plane, from.row, g.stride * from.voxel, g.stride],
    ...[packed, kd, kh, kw * g.inputChannels],
    ...[to, into.plane, into.row, ...g.output, g.outputChannels],
  );
}
