import { readFile } from 'node:fs/promises';
import type { EngineAssets } from './backends/wasm';

const files = { simd: 'kernels.wasm', relaxed: 'kernels-relaxed.wasm' } as const;

/** The same binaries for tests and commands in Node; tfjs finds its own there. */
export const nodeAssets: EngineAssets = {
  tfjsWasmUrl: null,
  loadKernels: (build) => readFile(new URL(`./kernels/wasm/build/${files[build]}`, import.meta.url)),
};
