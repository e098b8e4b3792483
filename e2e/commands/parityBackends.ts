import { type Evaluate, evaluatePlain } from '../../src/core/golden/run';
import { float64Tolerance, type Tolerance } from '../../src/core/golden/tolerance';

/** `plain` is core in Node; the others are engine in a real browser. */
export const backendNames = ['plain', 'wasm', 'webgpu'] as const;
export type ParityBackendName = (typeof backendNames)[number];

/** An implementation of the losses, ready to be compared with golden numbers. */
export interface ParityBackend {
  readonly name: ParityBackendName;
  readonly evaluate: Evaluate;
  readonly tolerance: Tolerance;
  /** What went wrong on the device without any call failing. */
  readonly problems: () => readonly string[];
}

export interface ParityBackends {
  readonly backends: readonly ParityBackend[];
  /** Those that this machine lacks, and why. */
  readonly missing: readonly { readonly name: ParityBackendName; readonly reason: string }[];
  readonly close: () => Promise<void>;
}

/** Opens the backends asked for. */
export async function openParityBackends(names: readonly ParityBackendName[]): Promise<ParityBackends> {
  const plain = names.includes('plain') ? [plainBackend] : [];
  const missing = names
    .filter((name) => name !== 'plain')
    .map((name) => ({ name, reason: 'the engine is not there yet' }));
  return { backends: plain, missing, close: async () => {} };
}

const plainBackend: ParityBackend = {
  name: 'plain',
  evaluate: evaluatePlain,
  tolerance: float64Tolerance,
  problems: () => [],
};
