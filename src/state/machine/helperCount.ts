import { lanesOf } from '../laneSite';
import { trialWorks } from '../study/trials';
import type { Core } from '../wires';

/** More would hardly be quicker: what a lane does alone, handing out and adding up, is done by one core. */
const mostHelpers = 3;

/**
 * Workers that each lane may take for a prediction besides its own: the cores that the lanes leave, shared out evenly, because lanes that keep in step
 * predict at the same time.
 */
export function helperCount(cores: number, lanes: number): number {
  return Math.max(0, Math.min(mostHelpers, Math.floor(cores / lanes) - 1));
}

/** What a lane is told of it now; trials that run have a core each. */
export function helpersNow({ store, cores }: Pick<Core, 'store' | 'cores'>): { readonly helpers: number } {
  const state = store.getState();
  const jobs = trialWorks.flatMap((work) => state.trials[work]?.jobs ?? []);
  const trials = jobs.filter((job) => job.state.phase === 'running').length;
  return { helpers: helperCount(cores - trials, lanesOf(state).length) };
}
