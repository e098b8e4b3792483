import { InputError } from '../core/errors';
import type { BackendChoice, BackendName } from '../core/settings';
import { type Machine, thisMachine } from './backends/machine';
import type { RunningBackend, StartedBackend } from './backends/running';
import type { EngineAssets } from './backends/wasm';
import type { Proof } from './proof';

/**
 * Starts a backend and proves it on this very machine. 'auto' takes webgpu on a real GPU if it is right and no slower than wasm, else
 * wasm, else cpu, and says what was refused and why; a backend that was named is taken or refused with an InputError. Only one backend
 * runs at a time.
 */
export async function openBackend(
  choice: BackendChoice,
  assets: EngineAssets,
  machine: Machine = thisMachine,
): Promise<RunningBackend> {
  const start = (name: BackendName) => startProved(name, assets, machine);
  if (choice === 'auto') return openBest(start, machine);
  const started = await start(choice);
  return { ...started, why: sentence([`You chose ${choice}: it runs on ${started.device}`, checked]) };
}

type Start = (name: BackendName) => Promise<StartedBackend>;

const checked = 'its numbers were checked on this machine';

async function openBest(start: Start, machine: Machine): Promise<RunningBackend> {
  const refused: string[] = [];
  const gpu = await orRefused('webgpu', refused, async () => {
    await machine.requireGpu();
    return timed(await start('webgpu'), machine);
  });
  if (gpu) return openFaster(gpu, start, machine, refused);
  for (const name of ['wasm', 'cpu'] as const) {
    const started = await orRefused(name, refused, () => start(name));
    if (started) return explained(started, refused);
  }
  throw new InputError({
    found: refused.join('; '),
    expected: 'a browser in which at least plain JavaScript computes rightly',
    todo: 'Try another browser, and please report this one',
  });
}

interface Timed {
  readonly started: StartedBackend;
  readonly ms: number;
}

/** A GPU that is right may still be slower than one core of the processor: both do the same work, and the faster is kept. */
async function openFaster(gpu: Timed, start: Start, machine: Machine, refused: string[]): Promise<RunningBackend> {
  const wasm = await orRefused('wasm', refused, async () => timed(await start('wasm'), machine));
  const [best, other] = wasm && wasm.ms < gpu.ms ? [wasm, gpu] : [gpu, wasm];
  await machine.use(best.started.name);
  if (other) {
    await other.started.dispose();
    const [slow, fast] = [milliseconds(other.ms), milliseconds(best.ms)];
    refused.push(
      `${other.started.name} was refused: ${slow} against ${fast} of ${best.started.name} for the same work`,
    );
  }
  return explained(best.started, refused);
}

async function timed(started: StartedBackend, machine: Machine): Promise<Timed> {
  try {
    const ms = await machine.time();
    started.throwIfBroken();
    return { started, ms };
  } catch (error) {
    await started.dispose();
    throw error;
  }
}

async function orRefused<Result>(
  name: BackendName,
  refused: string[],
  open: () => Promise<Result>,
): Promise<Result | null> {
  try {
    return await open();
  } catch (error) {
    refused.push(`${name} was refused: ${error instanceof InputError ? error.problem.found : messageOf(error)}`);
    return null;
  }
}

async function startProved(name: BackendName, assets: EngineAssets, machine: Machine): Promise<StartedBackend> {
  const started = await machine.start(name, assets);
  const proof = await machine.prove();
  if (proof.passed && started.gpuErrors() === 0) return started;
  await started.dispose();
  throw new InputError({
    found: `${name} on ${started.device} computes wrongly (${faultsOf(proof) || `${started.gpuErrors()} GPU errors`})`,
    expected: 'the same numbers as plain arithmetic',
    todo: 'Choose another backend',
  });
}

function explained(started: StartedBackend, refused: readonly string[]): RunningBackend {
  return { ...started, why: sentence([`${started.name} runs on ${started.device}`, checked, ...refused]) };
}

function sentence(clauses: readonly string[]): string {
  return `${clauses.join('; ')}.`;
}

function milliseconds(ms: number): string {
  return `${ms < 10 ? ms.toFixed(1) : ms.toFixed(0)} ms`;
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
