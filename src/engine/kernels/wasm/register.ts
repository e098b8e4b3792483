import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { getKernel, registerKernel, unregisterKernel } from '@tensorflow/tfjs-core';
import { convolution } from './convolution';
import { convolutionFilterGradient } from './convolutionFilterGradient';
import { convolutionInputGradient } from './convolutionInputGradient';
import { asKernelConfig, openWasmKernels, type WasmKernel } from './memory';
import { normLeaky, normLeakyGradient } from './norm';
import { identity, joinChannels, repeatVoxels, splitChannels, sumBlocks } from './rearrange';
import { gather, rangeSums, segmentSum } from './regions';

const ours: readonly WasmKernel[] = [
  convolution,
  convolutionInputGradient,
  convolutionFilterGradient,
  segmentSum,
  rangeSums,
  gather,
  identity,
  normLeaky,
  normLeakyGradient,
  joinChannels,
  splitChannels,
  repeatVoxels,
  sumBlocks,
];

/** Kernels of tfjs 4.22's wasm backend that give wrong numbers and that we do not replace: without them, using one is an error. */
const wrong = ['MaxPool3D', 'MaxPool3DGrad'];

/** Puts our kernels (the bytes of `build/kernels.wasm`) in the place of tfjs's own on a running wasm backend, and takes the wrong ones away. */
export async function registerWasmKernels(backend: BackendWasm, bytes: BufferSource): Promise<void> {
  const kernels = await openWasmKernels(backend, bytes);
  for (const name of [...wrong, ...ours.map((kernel) => kernel.name)])
    if (getKernel(name, 'wasm')) unregisterKernel(name, 'wasm');
  for (const kernel of ours) registerKernel(asKernelConfig(kernels, kernel));
}
