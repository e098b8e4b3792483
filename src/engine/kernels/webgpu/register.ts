import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { getKernel, registerKernel, type TensorInfo, unregisterKernel } from '@tensorflow/tfjs-core';
import { adamStep, judgeStep } from './adam';
import { convolution } from './convolution';
import { convolutionFilterGradient } from './convolutionFilterGradient';
import { convolutionInputGradient } from './convolutionInputGradient';
import { copyPart } from './copyPart';
import { fieldSums, fieldSumsGradient } from './fieldSums';
import type { WebgpuKernel } from './kernel';
import { normLeaky } from './norm';
import { normLeakyGradient } from './normGradient';
import { rangeSums } from './rangeSums';
import { joinChannels, repeatVoxels, splitChannels, sumBlocks } from './rearrange';
import { rowLosses, rowLossesGradient } from './rowLosses';

const ours: readonly WebgpuKernel[] = [
  convolution,
  convolutionInputGradient,
  convolutionFilterGradient,
  normLeaky,
  normLeakyGradient,
  joinChannels,
  splitChannels,
  repeatVoxels,
  sumBlocks,
  fieldSums,
  fieldSumsGradient,
  rangeSums,
  rowLosses,
  rowLossesGradient,
  judgeStep,
  adamStep,
  copyPart,
];

/** Puts our kernels in the place of tfjs's own on webgpu. */
export function registerWebgpuKernels(): void {
  for (const { name, run } of ours) {
    if (getKernel(name, 'webgpu')) unregisterKernel(name, 'webgpu');
    registerKernel({
      kernelName: name,
      backendName: 'webgpu',
      kernelFunc: ({ inputs, backend, attrs }) =>
        run(backend as WebGPUBackend, inputs as Record<string, TensorInfo>, attrs ?? {}),
    });
  }
}
