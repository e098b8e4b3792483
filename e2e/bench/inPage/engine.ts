/** What the bench asks of the engine, in a blank page: one page runs one backend with one set of kernels. */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import {
  backend,
  env,
  getBackend,
  getKernelsForBackend,
  type KernelConfig,
  matMul,
  neg,
  registerKernel,
  scalar,
  setBackend,
  unregisterKernel,
} from '@tensorflow/tfjs-core';
import { pageAssets } from '../../../src/engine/assets';
import { openBackend } from '../../../src/engine/backends';
import { startWasm } from '../../../src/engine/backends/wasm';
import { dispose, memory, type Tensor, tensor2d, tidy } from '../../../src/engine/ops';
import { watchBuffers } from '../../fixtures/gpuBuffers';
import { prepareWork, type Work } from './work';

export type BackendUsed = 'wasm' | 'webgpu';
export type Kernels = 'ours' | 'stock';

/** Makes a backend the one that this page runs: with our kernels and proved, or with those that tfjs brings. */
export async function open(name: BackendUsed, kernels: Kernels): Promise<void> {
  if (name === 'webgpu') bytesOfBuffers = watchBuffers().bytes;
  if (kernels === 'ours') await openBackend(name, pageAssets);
  else if (name === 'wasm') await openStockWasm();
  else await openStockWebgpu();
}

async function openStockWasm(): Promise<void> {
  const stock = getKernelsForBackend('wasm');
  await startWasm(pageAssets);
  putBack(stock, 'wasm');
}

async function openStockWebgpu(): Promise<void> {
  await import('@tensorflow/tfjs-backend-webgpu');
  const { registerWebgpuKernels } = await import('../../../src/engine/kernels/webgpu/register');
  env().set('WEBGPU_CPU_FORWARD', false);
  if (!(await setBackend('webgpu'))) throw new Error('tfjs could not start its webgpu backend');
  const stock = getKernelsForBackend('webgpu');
  registerWebgpuKernels();
  putBack(stock, 'webgpu');
}

/** Takes our kernels of a backend away and puts tfjs's own back in their places. */
function putBack(stock: readonly KernelConfig[], name: BackendUsed): void {
  for (const { kernelName } of getKernelsForBackend(name)) unregisterKernel(kernelName, name);
  for (const kernel of stock) registerKernel(kernel);
}

/** What some work took, and numbers by which the results of two kernels can be compared. */
export interface TimedWork {
  /** Of one run. */
  readonly ms: number;
  readonly fingerprint: Fingerprint;
}

/** The length of a result as one vector, and its product with a fixed vector. */
export interface Fingerprint {
  readonly length: number;
  readonly product: number;
}

/** Milliseconds of one run of some work; runs shorter than `leastMs` are repeated until they fill it. Everything is compiled before, on small cubes. */
export async function timeWork(work: Work, leastMs: number): Promise<TimedWork> {
  await timeRuns({ ...work, side: 4 }, 1);
  const once = await timeRuns(work, 1);
  if (once.ms >= leastMs) return once;
  return timeRuns(work, Math.ceil((1.2 * leastMs) / Math.max(once.ms, 0.01)));
}

async function timeRuns(work: Work, count: number): Promise<TimedWork> {
  const { inputs, run } = prepareWork(work);
  try {
    // tfjs brings a tensor to the GPU when it is first read.
    dispose(tidy(run));
    await queueIsEmpty();
    const started = performance.now();
    const last = repeat(run, count);
    await queueIsEmpty();
    const ms = (performance.now() - started) / count;
    const fingerprint = fingerprintOf(await last.data());
    dispose(last);
    return { ms, fingerprint };
  } finally {
    dispose([...inputs]);
  }
}

function repeat(run: () => Tensor, count: number): Tensor {
  for (let i = 1; i < count; i++) tidy(() => void run());
  return tidy(run);
}

/**
 * wasm has done all work when a kernel returns. A GPU works in order: when a number that was queued last can be read, all before it is done.
 * One number: a sum over what was made would be timed with it, and tfjs takes longer for that than for many a kernel.
 */
async function queueIsEmpty(): Promise<void> {
  if (getBackend() !== 'webgpu') return;
  const number = tidy(() => neg(scalar(1)));
  await number.data();
  dispose(number);
}

function fingerprintOf(values: ArrayLike<number>): Fingerprint {
  let [squares, product] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    squares += values[i] * values[i];
    product += values[i] * Math.cos(i);
  }
  return { length: Math.sqrt(squares), product };
}

/** GMAC/s of tfjs's own product of two square matrices on the running backend: the best of a few sizes. */
export async function bestMatrixProduct(sizes: readonly number[]): Promise<number> {
  let best = 0;
  for (const size of sizes) best = Math.max(best, await matrixProduct(size));
  return best;
}

const productsInRow = 8;

async function matrixProduct(size: number): Promise<number> {
  const matrix = tensor2d(
    Float32Array.from({ length: size * size }, (_, i) => Math.sin(i)),
    [size, size],
  );
  const times: number[] = [];
  for (let round = 0; round < 4; round++) {
    const started = performance.now();
    const last = repeat(() => matMul(matrix, matrix), productsInRow);
    await queueIsEmpty();
    times.push(performance.now() - started);
    dispose(last);
  }
  dispose(matrix);
  return (productsInRow * size ** 3) / 1e6 / Math.min(...times);
}

/** Of all GPU buffers that live, tfjs's free ones included. */
let bytesOfBuffers = () => 0;

/** What the page holds: tensors, and bytes of all memory that the backend took, its free pieces included. */
export function holdings(): { readonly tensors: number; readonly bytes: number } {
  return { tensors: memory().numTensors, bytes: getBackend() === 'webgpu' ? bytesOfBuffers() : bytesOfModule() };
}

function bytesOfModule(): number {
  // tfjs's types leave out what emscripten's module exports.
  const { asm } = (backend() as BackendWasm).wasm as unknown as { readonly asm: Readonly<Record<string, unknown>> };
  const found = Object.values(asm).find((value) => value instanceof WebAssembly.Memory);
  if (!found) throw new Error('the wasm backend does not show its memory');
  return found.buffer.byteLength;
}
