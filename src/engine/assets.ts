import simdUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import type { EngineAssets } from './backends/wasm';
import kernelsUrl from './kernels/wasm/build/kernels.wasm?url';

/** Where a page finds the binaries: files of its own site, under whatever path it is served. In Node, see `nodeAssets.ts`. */
export const pageAssets: EngineAssets = {
  // Absolute, because a worker that was started from a blob has no path of its own.
  tfjsWasmUrl: new URL(simdUrl, import.meta.url).href,
  loadKernels: async () => {
    const response = await fetch(new URL(kernelsUrl, import.meta.url));
    if (!response.ok) throw new Error(`${kernelsUrl} could not be loaded: status ${response.status}`);
    return response.arrayBuffer();
  },
};
