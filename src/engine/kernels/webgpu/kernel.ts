import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { TensorInfo } from '@tensorflow/tfjs-core';

/** A kernel function under the name by which tfjs knows it. */
export interface WebgpuKernel {
  readonly name: string;
  readonly run: (
    backend: WebGPUBackend,
    inputs: Readonly<Record<string, TensorInfo>>,
    attributes: object,
  ) => TensorInfo | TensorInfo[];
}
