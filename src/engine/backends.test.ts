import { getBackend, getKernel, registerKernel, type TensorInfo, unregisterKernel } from '@tensorflow/tfjs-core';
import { afterEach, describe, expect, test } from 'vitest';
import { InputError } from '../core/errors';
import { openBackend } from './backends';
import type { RunningBackend } from './backends/running';
import { nodeAssets } from './nodeAssets';
import { memory, softplus, tensor1d } from './ops';

let running: RunningBackend | null = null;
afterEach(async () => {
  await running?.dispose();
  running = null;
});

describe('opening a backend', () => {
  test('by itself takes wasm where there is no WebGPU, and says why', async () => {
    running = await openBackend('auto', nodeAssets);
    expect(running.name).toBe('wasm');
    expect(running.why).toMatch(
      /^wasm runs on WebAssembly SIMD, one core; its numbers were checked on this machine; webgpu was refused: .+\.$/,
    );
    expect(getBackend()).toBe('wasm');
    expect(memory().numTensors).toBe(0);
  });

  test.each(['wasm', 'cpu'] as const)('%s can be named, freed and opened again', async (name) => {
    await (await openBackend(name, nodeAssets)).dispose();
    running = await openBackend(name, nodeAssets);
    expect([running.name, running.gpuErrors()]).toEqual([name, 0]);
    expect(running.why).toContain('You chose ');
    expect(() => running?.throwIfBroken()).not.toThrow();
    const y = softplus(tensor1d([0]));
    expect((await y.data())[0]).toBeCloseTo(Math.LN2, 6);
  });

  test('webgpu, named where there is none, is refused with what to do', async () => {
    const opening = openBackend('webgpu', nodeAssets);
    await expect(opening).rejects.toThrow(InputError);
    await expect(opening).rejects.toThrow(/expected .*WebGPU\. Choose wasm/);
  });

  test('a binary that cannot be loaded leads on to the next backend', async () => {
    const broken = { ...nodeAssets, loadKernels: () => Promise.reject(new Error('kernels.wasm: status 404')) };
    running = await openBackend('auto', broken);
    expect(running.name).toBe('cpu');
    expect(running.why).toContain('wasm was refused: kernels.wasm: status 404');
  });
});

describe('a backend with one wrong operation', () => {
  test('is refused when named, and passed over otherwise, with the operation named', async () => {
    await withWrongSoftplus(async () => {
      await expect(openBackend('wasm', nodeAssets)).rejects.toThrow(
        /wasm .* computes wrongly \(.*softplus is off by 0\.\d+\)/,
      );
      running = await openBackend('auto', nodeAssets);
      expect(running.name).toBe('cpu');
      expect(running.why).toContain('softplus is off by');
    });
  });
});

/** Replaces wasm's softplus by the identity. */
async function withWrongSoftplus(run: () => Promise<void>): Promise<void> {
  const right = getKernel('Softplus', 'wasm');
  unregisterKernel('Softplus', 'wasm');
  registerKernel({
    kernelName: 'Softplus',
    backendName: 'wasm',
    kernelFunc: ({ inputs, backend }) => {
      const x = inputs.x as TensorInfo;
      (backend as { incRef(id: object): void }).incRef(x.dataId);
      return { dataId: x.dataId, shape: x.shape, dtype: x.dtype };
    },
  });
  try {
    await run();
  } finally {
    unregisterKernel('Softplus', 'wasm');
    registerKernel(right);
  }
}
