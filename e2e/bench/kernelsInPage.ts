import '@tensorflow/tfjs-backend-webgpu';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { backend, env, getBackend, setBackend } from '@tensorflow/tfjs-core';
import { defaultTraining } from '../../src/core/settings';
import { pageAssets } from '../../src/engine/assets';
import { startWasm } from '../../src/engine/backends/wasm';
import { startWebgpu } from '../../src/engine/backends/webgpu';
import { initialWeights } from '../../src/engine/network';
import {
  conv3d,
  dispose,
  downsample,
  instanceNormLeaky,
  memory,
  type Scalar,
  sum,
  type Tensor,
  type Tensor5D,
  tensor5d,
  tidy,
  upsampleLearned,
  valueAndGrads,
} from '../../src/engine/ops';
import { filterGradient, inputGradient } from '../../src/engine/ops/convolutionGradients';
import { startAdam } from '../../src/engine/optimiser';
import { trainStep } from '../../src/engine/step';

/** Whose kernels a page runs: ours on webgpu, tfjs's own on webgpu, ours on wasm. */
export type Kernels = 'ours' | 'stock' | 'wasm';

/** The work of one row of the table. */
export interface Work {
  readonly op:
    | 'conv3d'
    | 'inputGradient'
    | 'filterGradient'
    | 'downsample'
    | 'upsampleLearned'
    | 'normLeaky'
    | 'normLeakyGrad';
  /** Voxels per side of the input, which is cubic. */
  readonly side: number;
  readonly from: number;
  readonly to: number;
  /** Voxels per side of the kernel, where the operation has one. */
  readonly kernel: number;
}

/** Makes a backend the one that this page runs on. */
export async function open(kernels: Kernels): Promise<void> {
  if (kernels === 'ours') await startWebgpu();
  else if (kernels === 'wasm') await startWasm(pageAssets);
  else {
    env().set('WEBGPU_CPU_FORWARD', false);
    await setBackend('webgpu');
  }
}

/** Milliseconds of each repetition, the first (which compiles) left out. */
export async function timeWork(work: Work, repetitions: number): Promise<number[]> {
  const { inputs, run } = prepare(work);
  const times: number[] = [];
  for (let i = 0; i <= repetitions; i++) {
    const started = performance.now();
    // A single number is read: reading waits for the whole operation.
    const result = tidy(() => sum(run(...inputs)));
    await result.data();
    dispose(result);
    if (i > 0) times.push(performance.now() - started);
  }
  dispose(inputs);
  return times;
}

/** Training steps of the default network on a made-up patch: milliseconds of the first (which compiles) and of the others, and what is held after all of them. */
export async function timeSteps(size: number, baseWidth: number, steps: number) {
  const settings = { ...defaultTraining, network: { ...defaultTraining.network, baseWidth } };
  const scan = Float32Array.from({ length: size ** 3 }, (_, i) => Math.sin(i * i));
  const ids = Int32Array.from(scan, (value, i) => (value > 0.9 ? 1 + (i % 7) : 0));
  let state = startAdam(initialWeights(settings.network, 1));
  const times: number[] = [];
  for (let step = 0; step <= steps; step++) {
    const started = performance.now();
    state = (await trainStep(state, { batchSize: 1, size, scan, ids }, settings)).state;
    times.push(performance.now() - started);
  }
  return { firstMs: times[0], times: times.slice(1), tensors: memory().numTensors, bytes: bytesHeld() };
}

/** Bytes of GPU buffers, tfjs's pool of free ones included; null where there is no GPU. */
function bytesHeld(): number | null {
  return getBackend() === 'webgpu' ? (backend() as WebGPUBackend).memory().numBytesAllocatedInGPU : null;
}

function prepare({ op, side, from, to, kernel }: Work): { inputs: Tensor[]; run: (...inputs: Tensor[]) => Tensor } {
  const volume = (length: number, channels: number) => filled([1, length, length, length, channels]);
  const filter = (ins: number, outs: number) => filled([kernel, kernel, kernel, ins, outs]);
  switch (op) {
    case 'conv3d':
      return { inputs: [volume(side, from), filter(from, to)], run: (x, w) => conv3d(x as Tensor5D, w as Tensor5D) };
    case 'inputGradient': {
      const shape = [1, side, side, side, from];
      return { inputs: [volume(side, to), filter(from, to)], run: (dy, w) => inputGradient(shape, dy, w, 1, 'same') };
    }
    case 'filterGradient': {
      const shape = [kernel, kernel, kernel, from, to];
      return {
        inputs: [volume(side, from), volume(side, to)],
        run: (x, dy) => filterGradient(x, dy, shape, 1, 'same'),
      };
    }
    case 'downsample':
      return {
        inputs: [volume(side, from), filter(from, to)],
        run: (x, w) => downsample(x as Tensor5D, w as Tensor5D),
      };
    case 'upsampleLearned':
      return {
        inputs: [volume(side, from), filter(to, from)],
        run: (x, w) => upsampleLearned(x as Tensor5D, w as Tensor5D),
      };
    case 'normLeaky':
      return {
        inputs: [volume(side, from), ...[1, 2].map(() => filled([1, 1, 1, 1, from]))],
        run: (x, gain, offset) => instanceNormLeaky(x as Tensor5D, gain as Tensor5D, offset as Tensor5D),
      };
    case 'normLeakyGrad': {
      const value = (...all: Tensor[]) => sum(instanceNormLeaky(...(all as [Tensor5D, Tensor5D, Tensor5D]))) as Scalar;
      return {
        inputs: [volume(side, from), ...[1, 2].map(() => filled([1, 1, 1, 1, from]))],
        run: (...all) => valueAndGrads(value)(all).grads[0],
      };
    }
    default:
      return op satisfies never;
  }
}

function filled(shape: [number, number, number, number, number]): Tensor5D {
  const length = shape.reduce((product, side) => product * side, 1);
  return tensor5d(
    Float32Array.from({ length }, (_, i) => Math.sin(i * i)),
    shape,
  );
}
