import { setBackend } from '@tensorflow/tfjs-core';
import { InputError } from '../../core/errors';
import type { AdapterFacts } from '../../core/room';
import type { BackendName } from '../../core/settings';
import { type Proof, type ProofPause, proveBackend } from '../proof';
import type { StartedBackend } from './running';
import { timeStep } from './speed';
import type { EngineAssets } from './wasm';

/** What choosing a backend asks of the machine; tests put another in its place. */
export interface Machine {
  /** What WebGPU says of the GPU. Throws InputError where there is none. */
  findAdapter(): Promise<AdapterFacts>;
  /** Throws InputError where there is no GPU, or only one that the processor plays. */
  requireGpu(): Promise<void>;
  /** Starts a backend and makes it the running one. */
  start(name: BackendName, assets: EngineAssets): Promise<StartedBackend>;
  /** Compares the running backend with plain numbers. */
  prove(pause?: ProofPause): Promise<Proof>;
  /** Milliseconds that a training step takes on the running backend. */
  time(): Promise<number>;
  /** Makes a backend that was started before the running one again. */
  use(name: BackendName): Promise<void>;
}

export const thisMachine: Machine = {
  findAdapter: async () => (await import('./webgpu')).findAdapter(),
  requireGpu: async () => {
    const { device, isSoftware } = await thisMachine.findAdapter();
    if (isSoftware)
      throw new InputError({
        found: `${device} is a software adapter, slower than wasm`,
        expected: 'a GPU',
        todo: 'Choose webgpu by name to use it all the same',
      });
  },
  start: async (name, assets) => {
    switch (name) {
      case 'webgpu':
        return (await import('./webgpu')).startWebgpu();
      case 'wasm':
        return (await import('./wasm')).startWasm(assets);
      case 'cpu':
        return (await import('./cpu')).startCpu();
      default:
        return name satisfies never;
    }
  },
  prove: proveBackend,
  time: timeStep,
  use: async (name) => {
    if (!(await setBackend(name))) throw new Error(`tfjs could not go back to its ${name} backend`);
  },
};
