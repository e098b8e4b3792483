import type { BackendChoice } from '../../core/settings';
import { DeviceLostError, type RunningBackend } from '../../engine/backends/running';

/** What a session needs of the backend that runs. */
export type LaneBackend = Pick<
  RunningBackend,
  'name' | 'why' | 'limits' | 'idleBytes' | 'throwIfBroken' | 'onDeviceLost' | 'dispose'
>;

/** Starts and proves a backend; given from outside, because page and Node find its binaries at different places. */
export type OpenBackend = (choice: BackendChoice) => Promise<LaneBackend>;

/** A backend that can be given up: what failed on it may have left it in any state. */
export interface KeptBackend extends LaneBackend {
  /** From now on it is broken, with this message. */
  readonly distrust: (message: string) => void;
}

/** The backend of a worker: started and proved once, and kept as long as the choice is the same and it is sound. */
export interface BackendKeeper {
  /** The one that runs if it will do, else a fresh one, after the old one was freed. */
  readonly take: (choice: BackendChoice) => Promise<KeptBackend>;
  readonly release: () => Promise<void>;
  /** Resolves with a sentence when the device that runs now is lost; with null when it is released or the watch is cancelled. */
  readonly watch: (signal: AbortSignal) => Promise<string | null>;
}

/** A backend that holds more than this without need is replaced when a model is opened. */
const mostIdleBytes = 512 * 2 ** 20;

interface Kept {
  readonly choice: BackendChoice;
  readonly backend: KeptBackend;
  readonly watchers: Set<(message: string | null) => void>;
}

export function keepBackend(openBackend: OpenBackend): BackendKeeper {
  let kept: Kept | null = null;
  const release = async () => {
    const old = kept;
    kept = null;
    for (const tell of old?.watchers ?? []) tell(null);
    await old?.backend.dispose();
  };
  return {
    take: async (choice) => {
      if (kept?.choice === choice && isGood(kept.backend)) return kept.backend;
      await release();
      kept = keep(choice, await openBackend(choice));
      return kept.backend;
    },
    release,
    watch: (signal) =>
      new Promise((resolve) => {
        if (!kept || signal.aborted) return resolve(null);
        const { watchers, backend } = kept;
        const tell = (message: string | null) => {
          watchers.delete(tell);
          resolve(message);
        };
        watchers.add(tell);
        signal.addEventListener('abort', () => tell(null), { once: true });
        const broken = faultOf(backend);
        if (broken !== null) tell(broken);
      }),
  };
}

function keep(choice: BackendChoice, backend: LaneBackend): Kept {
  const watchers: Kept['watchers'] = new Set();
  let fault: string | null = null;
  backend.onDeviceLost((message) => {
    for (const tell of watchers) tell(message);
  });
  const throwIfBroken = () => {
    backend.throwIfBroken();
    if (fault !== null) throw new DeviceLostError(fault);
  };
  const distrust = (message: string) => {
    fault ??= message;
  };
  return { choice, backend: { ...backend, throwIfBroken, distrust }, watchers };
}

function isGood(backend: LaneBackend): boolean {
  return faultOf(backend) === null && backend.idleBytes() <= mostIdleBytes;
}

function faultOf({ throwIfBroken }: LaneBackend): string | null {
  try {
    throwIfBroken();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
