import { CancelledError, InputError, type WorkMonitor } from '../core/errors';
import type { AdapterFacts, BackendFinding, MachineFacts, MachineReport, OpCheck } from '../core/room';
import type { BackendName } from '../core/settings';
import type { StepSpeed } from '../core/tier';
import { browserName } from './backends/browserName';
import { type Machine, thisMachine } from './backends/machine';
import type { StartedBackend } from './backends/running';
import { measureSpeed } from './backends/speed';
import type { EngineAssets } from './backends/wasm';
import { breathe } from './breathe';
import type { Proof } from './proof';

/** The machine, and how to measure the backend that runs on it; tests put others in their place. */
export interface Instruments {
  readonly machine: Machine;
  readonly measure: (monitor: WorkMonitor) => Promise<StepSpeed>;
}

const ours: Instruments = { machine: thisMachine, measure: measureSpeed };

/** Where each backend's part of the work begins, 0..1. */
const order: readonly { readonly name: BackendName; readonly from: number; readonly words: string }[] = [
  { name: 'webgpu', from: 0, words: 'WebGPU' },
  { name: 'wasm', from: 0.6, words: 'WebAssembly' },
  { name: 'cpu', from: 0.85, words: 'plain JavaScript' },
];

/**
 * Starts each backend in turn, compares all its operations with plain numbers, and measures training steps (not on cpu, which is only a
 * last resort). No other backend may run meanwhile; none runs when it ends, however it ends. Never throws for what it finds.
 */
export async function examineMachine(
  assets: EngineAssets,
  monitor: WorkMonitor,
  instruments: Instruments = ours,
): Promise<MachineReport> {
  const adapter = await adapterOrNull(instruments.machine);
  const backends: BackendFinding[] = [];
  for (const { name, from, words } of order) {
    await breathe(monitor, from, `starting ${words}`);
    backends.push(await examineBackend(name, words, from, { assets, monitor, ...instruments }));
  }
  return { machine: machineFacts(), adapter, backends };
}

interface Examination extends Instruments {
  readonly assets: EngineAssets;
  readonly monitor: WorkMonitor;
}

async function examineBackend(
  name: BackendName,
  words: string,
  from: number,
  { machine, measure, assets, monitor }: Examination,
): Promise<BackendFinding> {
  const none = { name, device: null, checks: [], speed: null };
  let started: StartedBackend | null = null;
  try {
    started = await machine.start(name, assets);
    const { device } = started;
    const comparing = (part: number) =>
      breathe(monitor, from + 0.04 + 0.06 * part, `comparing ${words} with plain numbers`);
    await comparing(0);
    const proof = await machine.prove(comparing);
    const checks = proof.checks.map(opCheck);
    const refusal = faultOf(proof, started);
    if (refusal !== null || name === 'cpu') return { name, device, refusal, checks, speed: null };
    const report = (part: number) => monitor.report(from + 0.1 + 0.1 * part, `timing training steps on ${words}`);
    const speed = await measure({ ...monitor, report });
    return { name, device, refusal: faultOf(proof, started), checks, speed };
  } catch (error) {
    if (error instanceof CancelledError) throw error;
    return { ...none, device: started?.device ?? null, refusal: reasonOf(error) };
  } finally {
    await started?.dispose();
  }
}

function opCheck({ op, maxError, passed }: Proof['checks'][number]): OpCheck {
  return { op, maxError: Number.isFinite(maxError) ? maxError : null, passed };
}

/** A clause, or null where the backend is sound. */
function faultOf({ passed, checks }: Proof, { gpuErrors, throwIfBroken }: StartedBackend): string | null {
  if (!passed) return `${checks.filter((check) => !check.passed).length} of its operations give wrong numbers here`;
  if (gpuErrors() > 0) return `the GPU reported ${gpuErrors()} errors`;
  try {
    throwIfBroken();
    return null;
  } catch (error) {
    return reasonOf(error);
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof InputError) return error.problem.found;
  return error instanceof Error ? error.message : String(error);
}

async function adapterOrNull(machine: Machine): Promise<AdapterFacts | null> {
  try {
    return await machine.findAdapter();
  } catch {
    // Why there is none is told by the backend that cannot start without it.
    return null;
  }
}

/** As far as the browser tells; a place without a navigator (Node) tells nothing. */
function machineFacts(): MachineFacts {
  const told: Partial<Navigator & { readonly deviceMemory: number }> = globalThis.navigator ?? {};
  return {
    isSecure: globalThis.isSecureContext === true,
    browser: browserName(told.userAgent ?? ''),
    cores: told.hardwareConcurrency ?? null,
    memoryGiB: told.deviceMemory ?? null,
  };
}
