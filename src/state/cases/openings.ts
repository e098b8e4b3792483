import { CallError } from '../../protocol/connect';
import type { Progress } from '../../protocol/scanCalls';
import type { Turns } from '../../protocol/turns';
import { openingFailure } from '../sentence';
import type { Core } from '../wires';

/** What the work of an opening is given. */
export interface OpeningContext {
  readonly report: (progress: Progress) => void;
  /** A newer opening or a cancel has taken its place: what it finds is not wanted any more. */
  readonly isStale: () => boolean;
}

/** Openings of cases, of which the newest wins: it stops what the scan worker does for an older one. */
export interface Openings {
  /** Runs one: progress while it lasts, a sentence if it fails; what was open before stays. */
  readonly run: (what: string, work: (context: OpeningContext) => Promise<void>) => Promise<void>;
  /** Stops the one that runs, or puts away what the last one failed with. */
  readonly cancel: () => void;
}

export function createOpenings({ store, scan }: Pick<Core, 'store' | 'scan'>, inTurn: Turns): Openings {
  let newest = 0;
  return {
    run: async (what, work) => {
      if (store.getState().opening.phase === 'busy') scan.stop();
      const mine = ++newest;
      const isStale = () => mine !== newest;
      const report = (progress: Progress) => {
        const { opening } = store.getState();
        if (!isStale() && opening.phase === 'busy') store.setState({ opening: { ...opening, ...progress } });
      };
      store.setState({ opening: { phase: 'busy', what, fraction: 0, startedAtMs: Date.now() } });
      try {
        await inTurn(async () => {
          if (!isStale()) await work({ report, isStale });
        });
        if (!isStale()) store.setState({ opening: { phase: 'idle' } });
      } catch (error) {
        if (!(error instanceof CallError)) throw error;
        if (isStale()) return;
        // A worker that failed for any other reason than its input may hold half of something: a fresh one is safer.
        if (error.failure.kind !== 'input') scan.stop();
        const isCancelled = error.failure.kind === 'cancelled';
        const message = openingFailure(what, error.failure);
        store.setState({ opening: isCancelled ? { phase: 'idle' } : { phase: 'failed', message } });
      }
    },

    cancel: () => {
      if (store.getState().opening.phase === 'busy') {
        newest += 1;
        scan.stop();
      }
      store.setState({ opening: { phase: 'idle' } });
    },
  };
}
