import { InputError } from '../core/errors';
import type { BackendChoice, BackendName } from '../core/settings';
import type { RunningBackend, StartedBackend } from './backends/running';
import type { EngineAssets } from './backends/wasm';
import { type Proof, proveBackend } from './proof';

/**
 * Starts a backend and proves it on this very machine. 'auto' takes webgpu on a real GPU, else wasm, else cpu, and says what was refused and
 * why; a backend that was named is taken or refused with an InputError. Only one backend runs at a time.
 */
export async function openBackend(choice: BackendChoice, assets: EngineAssets): Promise<RunningBackend> {
  if (choice !== 'auto') {
    const started = await startProved(choice, assets);
    return {
      ...started,
      why: sentence([`You chose ${choice}: it runs on ${started.device}`, checked]),
    };
  }
  const refused: string[] = [];
  for (const name of ['webgpu', 'wasm', 'cpu'] as const) {
    try {
      if (name === 'webgpu') await refuseSoftwareAdapter();
      const started = await startProved(name, assets);
      return { ...started, why: sentence([`${name} runs on ${started.device}`, checked, ...refused]) };
    } catch (error) {
      refused.push(`${name} was refused: ${error instanceof InputError ? error.problem.found : messageOf(error)}`);
    }
  }
  throw new InputError({
    found: refused.join('; '),
    expected: 'a browser in which at least plain JavaScript computes rightly',
    todo: 'Try another browser, and please report this one',
  });
}

const checked = 'its numbers were checked on this machine';

function sentence(clauses: readonly string[]): string {
  return `${clauses.join('; ')}.`;
}

async function startProved(name: BackendName, assets: EngineAssets): Promise<StartedBackend> {
  const started = await startBackend(name, assets);
  const proof = await proveBackend();
  if (proof.passed && started.gpuErrors() === 0) return started;
  await started.dispose();
  throw new InputError({
    found: `${name} on ${started.device} computes wrongly (${faultsOf(proof) || `${started.gpuErrors()} GPU errors`})`,
    expected: 'the same numbers as plain arithmetic',
    todo: 'Choose another backend',
  });
}

async function startBackend(name: BackendName, assets: EngineAssets): Promise<StartedBackend> {
  switch (name) {
    case 'webgpu':
      return (await import('./backends/webgpu')).startWebgpu();
    case 'wasm':
      return (await import('./backends/wasm')).startWasm(assets);
    case 'cpu':
      return (await import('./backends/cpu')).startCpu();
    default:
      return name satisfies never;
  }
}

async function refuseSoftwareAdapter(): Promise<void> {
  const { findAdapter } = await import('./backends/webgpu');
  const { device, isSoftware } = await findAdapter();
  if (isSoftware)
    throw new InputError({
      found: `${device} is a software adapter, slower than wasm`,
      expected: 'a GPU',
      todo: 'Choose webgpu by name to use it all the same',
    });
}

function faultsOf({ checks }: Proof): string {
  return checks
    .filter((check) => !check.passed)
    .map(({ op, maxError }) => `${op} is off by ${maxError.toPrecision(2)}`)
    .join(', ');
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
