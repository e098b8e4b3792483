import { type BackendWasm, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { backend, env, setBackend } from '@tensorflow/tfjs-core';
import { InputError } from '../../core/errors';
import { bestBuild, type KernelBuild } from '../kernels/wasm/builds';
import { registerWasmKernels } from '../kernels/wasm/register';
import { freeBackend } from './remove';
import { type StartedBackend, steady } from './running';

/** Where the binaries of the wasm backend are. */
export interface EngineAssets {
  /** tfjs's own SIMD binary; null = tfjs finds it (Node). */
  readonly tfjsWasmUrl: string | null;
  /** The bytes of a build of our kernels, in `kernels/wasm/build`. */
  readonly loadKernels: (build: KernelBuild) => Promise<BufferSource>;
}

/** Makes wasm, with our kernels in it, the running backend. Throws InputError where WebAssembly SIMD is missing. */
export async function startWasm(assets: EngineAssets): Promise<StartedBackend> {
  // One thread: tfjs's threads need SharedArrayBuffer, which plain static hosts do not allow.
  env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  if (!(await env().getAsync('WASM_HAS_SIMD_SUPPORT')))
    throw new InputError({
      found: 'this browser has no WebAssembly SIMD',
      expected: 'a browser from 2023 or later (Chrome 91, Firefox 89, Safari 16.4)',
      todo: 'Update the browser, or choose the cpu backend, which is slow',
    });
  const url = assets.tfjsWasmUrl;
  if (url !== null)
    setWasmPaths({
      'tfjs-backend-wasm.wasm': url,
      'tfjs-backend-wasm-simd.wasm': url,
      'tfjs-backend-wasm-threaded-simd.wasm': url,
    });
  const build = bestBuild();
  const kernels = await assets.loadKernels(build);
  if (!(await setBackend('wasm'))) throw new Error('tfjs could not start its wasm backend');
  await registerWasmKernels(backend() as BackendWasm, kernels);
  // tfjs's module may grow to 4 GiB; a browser tab is rarely given all of it.
  const limits = { totalBytes: 3 * 2 ** 30, tensorBytes: 2 ** 31 };
  const device = `WebAssembly ${build === 'relaxed' ? 'relaxed SIMD' : 'SIMD'}, one core`;
  return { ...steady, name: 'wasm', device, limits, dispose: () => freeBackend('wasm') };
}
