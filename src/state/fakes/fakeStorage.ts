import { afterEach, beforeEach, vi } from 'vitest';

/** Gives each test of a file a browser's storage of its own, in memory; returns what lies in it. */
export function fakeStorage(): Map<string, string> {
  const kept = new Map<string, string>();
  beforeEach(() => {
    kept.clear();
    vi.stubGlobal('localStorage', {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => kept.set(key, value),
    });
  });
  afterEach(() => vi.unstubAllGlobals());
  return kept;
}
