import { CancelledError, type WorkMonitor } from '../core/errors';
import type { Progress } from '../protocol/scanCalls';
import type { CallContext } from '../protocol/serve';

/** At most so many progress messages a second: more than a screen can show only costs time. */
const reportEveryMs = 40;

/** For a part of some work: it may be cancelled, but its own progress is not that of the whole. */
export function withoutProgress({ throwIfCancelled }: WorkMonitor): WorkMonitor {
  return { report: () => {}, throwIfCancelled };
}

/** The monitor of a call: passes progress on, now and then, and throws once the page has cancelled. */
export function callMonitor({ report, signal }: Pick<CallContext<Progress>, 'report' | 'signal'>): WorkMonitor {
  let reportedAtMs = Number.NEGATIVE_INFINITY;
  return {
    report: (fraction, what) => {
      const now = performance.now();
      if (now - reportedAtMs < reportEveryMs) return;
      reportedAtMs = now;
      report({ fraction, what });
    },
    throwIfCancelled: () => {
      if (signal.aborted) throw new CancelledError();
    },
  };
}
