import { CancelledError, type WorkMonitor } from '../core/errors';
import type { Progress } from '../protocol/scanCalls';
import type { CallContext } from '../protocol/serve';
import type { Turns } from '../protocol/turns';
import { callMonitor } from './callMonitor';

/** Work that nobody waits for: it takes its turn like other work, but gives way between two of its pieces as soon as somebody waits. */
export interface Background {
  readonly run: <Result>(
    context: Pick<CallContext<Progress>, 'report' | 'signal'>,
    work: (monitor: WorkMonitor) => Promise<Result>,
  ) => Promise<Result>;
  /** Somebody waits: what runs or waits in the background ends as cancelled, at its next pause. */
  readonly giveWay: () => void;
}

export function createBackground(turns: Turns): Background {
  let calls = 0;
  return {
    run: (context, work) => {
      const callsBefore = calls;
      const { report, throwIfCancelled } = callMonitor(context);
      const monitor: WorkMonitor = {
        report,
        throwIfCancelled: () => {
          throwIfCancelled();
          if (calls !== callsBefore) throw new CancelledError();
        },
      };
      return turns(async () => {
        monitor.throwIfCancelled();
        return work(monitor);
      });
    },
    giveWay: () => {
      calls += 1;
    },
  };
}
