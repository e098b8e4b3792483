import type { BackendName } from '../../core/settings';

/** A backend that runs and is proved. */
export interface RunningBackend {
  readonly name: BackendName;
  /** A sentence: which backend runs and why, and which were tried and refused. */
  readonly why: string;
  /** What it can hold, in bytes; `totalBytes` is what we dare to ask for, where the machine does not say. */
  readonly limits: { readonly totalBytes: number; readonly tensorBytes: number };
  /** Bytes that it keeps for later use and would give back only when it is freed; 0 where it reuses all that it has for anything. */
  idleBytes(): number;
  /** Errors that the GPU reported outside any call (0 on other backends). One is enough to distrust every number since. */
  gpuErrors(): number;
  /** Throws DeviceLostError once the device is lost or has reported an error. */
  throwIfBroken(): void;
  /** Calls the listener, once and with a sentence, when the device is lost; at once if it already is. */
  onDeviceLost(listener: (message: string) => void): void;
  /** Frees the backend and everything on it; it can be opened again. */
  dispose(): Promise<void>;
}

/** What starting a backend gives: the running backend before it is proved and has its `why`. */
export type StartedBackend = Omit<RunningBackend, 'why'> & {
  /** Of what it runs on: "Apple M2 (metal-3)". */
  readonly device: string;
};

/** The device that the numbers lived on is gone, or is not to be believed any more. */
export class DeviceLostError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'DeviceLostError';
  }
}

/** The parts of a backend that has no device to lose. */
export const steady = {
  idleBytes: () => 0,
  gpuErrors: () => 0,
  throwIfBroken: () => {},
  onDeviceLost: () => {},
} as const;
