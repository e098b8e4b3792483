import type { WorkMonitor } from '../core/errors';
import { nextTask } from './nextTask';

/** Between two pieces of long work: says how far it is, lets waiting messages in, and throws CancelledError if one of them ended the work. */
export async function breathe(monitor: WorkMonitor, fraction: number, what: string): Promise<void> {
  monitor.report(fraction, what);
  await nextTask();
  monitor.throwIfCancelled();
}
