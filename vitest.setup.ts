import { vi } from 'vitest';

/** What a test waits for comes within milliseconds; on a machine that is busy with other things it may take far longer. */
const patienceMs = 20_000;

const { waitFor } = vi;
vi.waitFor = (isSo, options) => {
  const given = typeof options === 'number' ? { timeout: options } : options;
  return waitFor(isSo, { ...given, timeout: Math.max(patienceMs, given?.timeout ?? 0) });
};
