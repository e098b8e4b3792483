import type { WorkMonitor } from '../core/errors';

/** The monitor of a part of the work: its 0..1 is `from`..`to` of the whole. */
export function partOf(monitor: WorkMonitor, from: number, to: number): WorkMonitor {
  return {
    report: (fraction, what) => monitor.report(from + fraction * (to - from), what),
    throwIfCancelled: monitor.throwIfCancelled,
  };
}

/** Lets waiting messages in, a cancel among them, and ends the work if there was one. */
export async function pause(monitor: WorkMonitor): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 0));
  monitor.throwIfCancelled();
}
