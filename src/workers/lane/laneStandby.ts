import { InputError, type WorkMonitor } from '../../core/errors';
import type { MachineReport, MemoryReport } from '../../core/room';
import type { BackendChoice } from '../../core/settings';
import type { Dims } from '../../core/volume';
import { measureSpeed } from '../../engine/backends/speed';
import { estimateMemory, refuseIfTooLarge } from '../../engine/memory';
import { warmUp } from '../../engine/warmUp';
import type { LaneCalls } from '../../protocol/laneCalls';
import type { Handlers } from '../../protocol/serve';
import type { Background } from '../background';
import type { BackendKeeper, KeptBackend } from './laneBackend';
import { onDevice } from './onDevice';

/** Examines all backends of the machine, while none runs. */
export type ExamineMachine = (monitor: WorkMonitor) => Promise<MachineReport>;

interface Tools {
  readonly keeper: BackendKeeper;
  readonly background: Background;
  readonly examine: ExamineMachine;
  /** Closes the open model unless it runs on this backend. */
  readonly closeUnlessOn: (backend: KeptBackend | null) => void;
}

/** The answers of a lane that are about the machine and not about a model; all of them give way to those that are. */
export function standbyHandlers({
  keeper,
  background,
  examine,
  closeUnlessOn,
}: Tools): Pick<Handlers<LaneCalls>, 'warm' | 'measure' | 'roomCheck' | 'watch'> {
  return {
    warm: ({ settings }, context) =>
      background.run(context, async (monitor) => {
        const backend = await keeper.take(settings.backend);
        closeUnlessOn(backend);
        await onDevice(backend, () => warmUp(backend, settings, monitor));
        return { backend: backend.name, why: backend.why };
      }),
    measure: ({ backend: choice }, context) =>
      background.run(context, async (monitor) => {
        const backend = await keeper.take(choice);
        closeUnlessOn(backend);
        const speed = await onDevice(backend, () => measureSpeed(monitor));
        return { backend: backend.name, speed };
      }),
    roomCheck: ({ settings, dims }, context) =>
      background.run(context, async (monitor) => {
        closeUnlessOn(null);
        await keeper.release();
        const found = await examine(monitor);
        const { backend, refusedChoice } = await takeOrFind(keeper, settings.backend);
        const { name: used, why } = backend;
        return { ...found, used, why, refusedChoice, memory: memoryReport(settings, dims, backend) };
      }),
    watch: async (_, { signal }) => ({ lost: await keeper.watch(signal) }),
  };
}

/** The chosen backend, or one that can be used. */
async function takeOrFind(keeper: BackendKeeper, choice: BackendChoice) {
  try {
    return { backend: await keeper.take(choice), refusedChoice: null };
  } catch (error) {
    if (!(error instanceof InputError) || choice === 'auto') throw error;
    return { backend: await keeper.take('auto'), refusedChoice: error.message };
  }
}

function memoryReport(
  settings: LaneCalls['roomCheck']['ask']['settings'],
  dims: Dims,
  { name, limits }: KeptBackend,
): MemoryReport {
  const { size: patchSize, batchSize } = settings.patch;
  return {
    ...{ patchSize, batchSize, baseWidth: settings.network.baseWidth },
    ...estimateMemory(settings, dims, name),
    ...{ totalLimit: limits.totalBytes, tensorLimit: limits.tensorBytes },
    refusal: refusalOf(() => refuseIfTooLarge(settings, dims, name, limits)),
  };
}

function refusalOf(check: () => void): string | null {
  try {
    check();
    return null;
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
}
