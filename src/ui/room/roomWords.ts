import type { BackendFinding, MemoryReport, OpCheck, RoomReport } from '../../core/room';
import type { BackendName } from '../../core/settings';
import { msPerStep, type StepSpeed, type Tier, type TierSizes, tierOf } from '../../core/tier';
import { operationWords } from '../../lessons/operations';
import { backendNames } from '../../lessons/settings';
import { formatCount, formatSpeed } from '../format';

/** Speed of the backend that is used; null where it was not measured (plain JavaScript). */
export function usedSpeed({ backends, used }: RoomReport): StepSpeed | null {
  return backends.find(({ name }) => name === used)?.speed ?? null;
}

/** What was not measured is plain JavaScript, which is always slow. */
export function reportTier(report: RoomReport): Tier {
  const speed = usedSpeed(report);
  return speed ? tierOf(speed) : 'small';
}

/** "Ready: WebAssembly, about 24 steps/s at 32³. Tier: medium." */
export function verdict(report: RoomReport): string {
  const speed = usedSpeed(report);
  const pace = speed ? `about ${formatSpeed(1000 / msPerStep(speed))} steps/s at 32³` : 'slow, and not timed';
  return `Ready: ${backendNames[report.used]}, ${pace}. Tier: ${reportTier(report)}.`;
}

const letters: Readonly<Record<BackendName, string>> = { webgpu: 'G', wasm: 'W', cpu: 'J' };

/** What a student can read out: tier, backend and steps per second at 32³, as in M-W-24. G = WebGPU, W = WebAssembly, J = JavaScript. */
export function roomCode(report: RoomReport): string {
  const speed = usedSpeed(report);
  const parts = [reportTier(report).charAt(0).toUpperCase(), letters[report.used]];
  return [...parts, ...(speed ? [formatSpeed(1000 / msPerStep(speed))] : [])].join('-');
}

/** What is wrong, each in plain words with what to do; empty where all is well. */
export function problems(report: RoomReport): string[] {
  const { machine, adapter, backends, refusedChoice, memory } = report;
  const refusalOf = (name: BackendName) =>
    backends.find((finding) => finding.name === name && finding.refusal !== null);
  const [gpu, wasm, cpu] = [refusalOf('webgpu'), refusalOf('wasm'), refusalOf('cpu')];
  const list: (string | null)[] = [
    machine.isSecure
      ? null
      : 'The page was not opened over https or from localhost, so the browser withholds WebGPU. Open it by its https address.',
    refusedChoice && `The chosen backend cannot be used: ${refusedChoice} Automatic is used meanwhile.`,
    gpu && machine.isSecure ? gpuProblem(gpu) : null,
    !gpu && adapter?.isSoftware
      ? `WebGPU is played by the processor here (${adapter.device}). If this machine has a graphics card, switch on hardware acceleration in the browser’s settings.`
      : null,
    wasm ? `WebAssembly is left alone: ${wasm.refusal}${wrongOnes(wasm)}. Update the browser.` : null,
    cpu ? `Plain JavaScript is left alone: ${cpu.refusal}${wrongOnes(cpu)}. Please report this browser.` : null,
    memory.refusal,
    reportTier(report) === 'small'
      ? 'Training is slow here, so the defaults are small. Close other tabs and plug the charger in, then check again.'
      : null,
  ];
  return list.filter((problem) => problem !== null);
}

function gpuProblem(finding: BackendFinding): string {
  if (finding.device === null)
    return `No graphics card is used: ${finding.refusal}. All works without; with one, a recent Chrome, Edge, Firefox or Safari may be faster.`;
  return `WebGPU is left alone: on ${finding.device} ${finding.refusal}${wrongOnes(finding)}. Update the browser and the driver of the graphics card.`;
}

function wrongOnes({ checks }: BackendFinding): string {
  const names = new Set(checks.filter(({ passed }) => !passed).map(({ op }) => operationWords(op)));
  return names.size > 0 ? ` (${[...names].join(', ')})` : '';
}

/** Why a backend is used or not, in a few words. */
export function useOf({ name, refusal, speed }: BackendFinding, report: RoomReport): string {
  if (name === report.used) return 'used';
  if (refusal !== null) return 'cannot be used';
  if (name === 'webgpu' && report.adapter?.isSoftware) return 'not used: played by the processor';
  const fast = usedSpeed(report);
  if (speed && fast && msPerStep(speed) > msPerStep(fast)) return 'not used: right, but slower';
  return name === 'cpu' ? 'the last resort' : 'not used: another was chosen';
}

/** "all 34 right", or what was found instead. */
export function proofOf({ device, refusal, checks }: BackendFinding): string {
  if (device === null) return refusal ?? 'did not start';
  return refusal === null ? `all ${formatCount(checks.length)} right` : refusal;
}

/** Steps per second at a size. */
export function paceAt(speed: StepSpeed | null, size: 24 | 32): string {
  if (!speed) return '–';
  const ms = size === 24 ? speed.msAt24 : speed.msAt32;
  return ms === null ? `≈ ${formatSpeed(1000 / msPerStep(speed))}` : formatSpeed(1000 / ms);
}

/** Errors are in units of the largest number of the result. */
export function formatError(error: number | null): string {
  if (error === null) return 'no numbers';
  return error === 0 ? '0' : error.toExponential(1).replace('-', '−');
}

/** The worst error of all operations that share their words. */
export interface OperationRow {
  readonly words: string;
  /** In the order of the backends; null = that backend did not get so far. */
  readonly checks: readonly (Pick<OpCheck, 'maxError' | 'passed'> | null)[];
}

export function operationRows({ backends }: RoomReport): OperationRow[] {
  const words = new Set(backends.flatMap(({ checks }) => checks.map(({ op }) => operationWords(op))));
  return [...words].map((name) => ({
    words: name,
    checks: backends.map(({ checks }) => worst(checks.filter(({ op }) => operationWords(op) === name))),
  }));
}

/** Null where there is nothing to compare. */
export function worst(checks: readonly OpCheck[]): Pick<OpCheck, 'maxError' | 'passed'> | null {
  if (checks.length === 0) return null;
  const errors = checks.map(({ maxError }) => maxError ?? Number.POSITIVE_INFINITY);
  const most = Math.max(...errors);
  return { maxError: Number.isFinite(most) ? most : null, passed: checks.every(({ passed }) => passed) };
}

/** "Patches of 32³, 1 at once, at width 8 need about 150 MiB of 3.0 GiB, in pieces of at most 4 MiB of 2.0 GiB." */
export function memoryWords({ patchSize, batchSize, baseWidth, ...bytes }: MemoryReport): string {
  const settings = `Patches of ${patchSize}³, ${batchSize} at once, at width ${baseWidth}`;
  const all = `about ${formatBytes(bytes.totalBytes)} of ${formatBytes(bytes.totalLimit)}`;
  return `${settings} need ${all}, the largest piece ${formatBytes(bytes.tensorBytes)} of ${formatBytes(bytes.tensorLimit)}.`;
}

export function sizesWords({ patchSize, baseWidth, predictEvery }: TierSizes): string {
  return `patches of ${patchSize}³, width ${baseWidth}, a prediction every ${predictEvery} steps`;
}

export function formatBytes(bytes: number): string {
  if (bytes >= 2 ** 30) return `${(bytes / 2 ** 30).toFixed(1)} GiB`;
  const mib = bytes / 2 ** 20;
  return `${mib < 10 ? mib.toFixed(1) : formatCount(mib)} MiB`;
}
