import { engine, getBackend, getKernel, type NamedTensorMap, type Tensor } from '@tensorflow/tfjs-core';

/** Whether the running backend has a kernel of our own under this name; where it has not, the operation is made of tfjs's. */
export function hasKernel(name: string): boolean {
  return getKernel(name, getBackend()) !== undefined;
}

/** Runs a kernel with one output. */
export function runKernel(name: string, inputs: NamedTensorMap, attributes: object = {}): Tensor {
  return engine().runKernel(name, inputs, { ...attributes }) as Tensor;
}

/** Runs a kernel with several outputs. */
export function runKernelForAll(name: string, inputs: NamedTensorMap, attributes: object = {}): Tensor[] {
  return engine().runKernel(name, inputs, { ...attributes }) as Tensor[];
}
