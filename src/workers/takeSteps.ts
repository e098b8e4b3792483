import type { WorkMonitor } from '../core/errors';
import type { Steps } from '../core/steps';
import { pause } from '../io/stages';

/** So long a worker may be deaf. */
const deafMs = 40;

/** Takes the steps of a work, tells how far it is, and lets messages in between them, a cancel among them. `what` = what is done, in words. */
export async function takeSteps<Result>(steps: Steps<Result>, monitor: WorkMonitor, what: string): Promise<Result> {
  let heardAtMs = performance.now();
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    if (performance.now() - heardAtMs < deafMs) continue;
    monitor.report(value, what);
    await pause(monitor);
    heardAtMs = performance.now();
  }
}
