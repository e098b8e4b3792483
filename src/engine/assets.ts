import simdUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import type { EngineAssets } from './backends/wasm';
import simdKernelsUrl from './kernels/wasm/build/kernels.wasm?url';
import relaxedKernelsUrl from './kernels/wasm/build/kernels-relaxed.wasm?url';

/** Where a page finds the binaries: files of its own site, under whatever path it is served. In Node, see `nodeAssets.ts`. */
export const pageAssets: EngineAssets = {
  // Absolute, because a worker that was started from a blob has no path of its own.
  tfjsWasmUrl: new URL(simdUrl, import.meta.url).href,
  loadKernels: async (build) => {
    const url = build === 'relaxed' ? relaxedKernelsUrl : simdKernelsUrl;
    const response = await fetch(new URL(url, import.meta.url));
    if (!response.ok) throw new Error(`${url} could not be loaded: status ${response.status}`);
    return response.arrayBuffer();
  },
};
