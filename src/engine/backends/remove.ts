import { findBackendFactory, registerBackend, removeBackend } from '@tensorflow/tfjs-core';
import type { BackendName } from '../../core/settings';

/** Frees a backend, but leaves tfjs able to start it anew. */
export async function freeBackend(name: BackendName): Promise<void> {
  const factory = findBackendFactory(name);
  removeBackend(name);
  if (factory) registerBackend(name, factory);
}
