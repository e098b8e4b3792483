import { CallError } from '../protocol/connect';
import type { Failure } from '../protocol/wire';
import type { Core } from './app';

/** Hears at once when the device of an open lane is lost or its worker dies, also while nothing is asked of it. */
export interface LaneWatch {
  /** Takes the place of the watch before. */
  readonly begin: (onLoss: (failure: Failure) => void) => void;
  readonly end: () => void;
}

export function createLaneWatch({ lane }: Pick<Core, 'lane'>): LaneWatch {
  let work = new AbortController();
  return {
    begin: (onLoss) => {
      work.abort();
      work = new AbortController();
      const { signal } = work;
      void lossOf(lane, signal).then((failure) => {
        if (failure !== null && !signal.aborted) onLoss(failure);
      });
    },
    end: () => work.abort(),
  };
}

async function lossOf(lane: Core['lane'], signal: AbortSignal): Promise<Failure | null> {
  try {
    const { lost } = await lane.call('watch', {}, { signal });
    return lost === null ? null : { kind: 'device', message: lost };
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
    return error.failure;
  }
}
