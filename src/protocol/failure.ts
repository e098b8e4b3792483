import type { Failure } from './wire';

/** Sorts an error into what the page can do about it. By name, because errors lose their class between bundles. */
export function failureOf(error: unknown): Failure {
  const name = error instanceof Error ? error.name : '';
  const message = error instanceof Error ? error.message : String(error);
  if (name === 'InputError') return { kind: 'input', message };
  if (name === 'CancelledError' || name === 'AbortError') return { kind: 'cancelled', message };
  if (name === 'DeviceLostError') return { kind: 'device', message };
  if (isLackOfMemory(name, message)) return { kind: 'memory', message };
  return { kind: 'fault', message };
}

/** An array that cannot be had is a RangeError, a message too large to be copied a DataCloneError. */
function isLackOfMemory(name: string, message: string): boolean {
  if (name === 'RangeError') return /alloc|memory|array length|buffer/i.test(message);
  return name === 'DataCloneError' && /memory/i.test(message);
}
