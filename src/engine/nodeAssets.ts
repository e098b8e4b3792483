import { readFile } from 'node:fs/promises';
import type { EngineAssets } from './backends/wasm';

/** The same binaries for tests and commands in Node; tfjs finds its own there. */
export const nodeAssets: EngineAssets = {
  tfjsWasmUrl: null,
  loadKernels: () => readFile(new URL('./kernels/wasm/build/kernels.wasm', import.meta.url)),
};
