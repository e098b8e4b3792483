import type { Trial } from '../../core/study/trial';
import { CallError } from '../../protocol/connect';
import type { LaneCalls } from '../../protocol/laneCalls';
import type { SupervisedWorker } from '../../protocol/supervise';
import { isAnyBusy } from '../isRunning';
import type { AppState } from '../model';
import { asSentence } from '../sentence';
import { addNotice } from '../store';
import type { Core } from '../wires';
import { type TrialJob, type TrialState, type TrialWork, trialWorks, withHold, withTrialState } from './trials';

/** Runs the waiting trials of the store, one at a time on each of the workers that are for them. */
export interface TrialQueue {
  /** What is to be asked for a trial, by its id; kept until it is done. */
  readonly ask: (id: number, trial: () => Trial) => void;
  /** Takes waiting trials for idle workers. */
  readonly goOn: () => void;
  /** Ends these running trials; they wait again, if they are still there. */
  readonly stop: (ids: readonly number[]) => void;
  readonly forget: (ids: readonly number[]) => void;
}

/** So many failures one after another are not chance: the batch is held. */
const mostFailuresInARow = 3;

export function createTrialQueue(core: Core): TrialQueue {
  const { store, vault, trials: workers } = core;
  const asks = new Map<number, () => Trial>();
  const running = new Map<number, AbortController>();
  const idle = new Set(workers);
  let failuresInARow = 0;

  const say = (id: number, state: TrialState) =>
    store.setState(({ trials }) => ({ trials: withTrialState(trials, id, state) }));

  const goOn = () => {
    for (const worker of [...idle]) {
      const next = nextTrial(store.getState());
      const trial = next && asks.get(next.job.id);
      if (!next || !trial) break;
      idle.delete(worker);
      void run(worker, next.job, next.work, trial).finally(() => {
        idle.add(worker);
        goOn();
      });
    }
    // Nothing is left for a while: their memory is given back.
    if (idle.size === workers.length && !hasWaiting(store.getState())) for (const worker of workers) worker.stop();
  };

  const run = async (worker: SupervisedWorker<LaneCalls>, { id }: TrialJob, work: TrialWork, trial: () => Trial) => {
    const control = new AbortController();
    running.set(id, control);
    const startedAtMs = Date.now();
    say(id, { phase: 'running', what: 'starting', fraction: 0, startedAtMs });
    try {
      const result = await worker.call('trial', trial(), {
        signal: control.signal,
        onProgress: ({ fraction, what }) => say(id, { phase: 'running', what, fraction, startedAtMs }),
      });
      failuresInARow = 0;
      // One that was forgotten meanwhile has no place any more.
      if (!asks.delete(id)) return;
      vault.trialResults.set(id, result);
      say(id, { phase: 'done', ms: Date.now() - startedAtMs });
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      if (error.failure.kind === 'cancelled') return say(id, { phase: 'waiting' });
      if (error.failure.kind !== 'input') worker.stop();
      say(id, { phase: 'failed', message: asSentence(error.message) });
      failuresInARow += 1;
      if (failuresInARow >= mostFailuresInARow) holdAfterFailures(work);
    } finally {
      running.delete(id);
    }
  };

  const holdAfterFailures = (work: TrialWork) => {
    failuresInARow = 0;
    store.setState(({ trials }) => ({ trials: withHold(trials, work, true) }));
    addNotice(store, 'warning', `${mostFailuresInARow} trials in a row failed: the others wait until you go on.`);
  };

  store.subscribe((now, before) => {
    if (givesWay(before) && !givesWay(now)) goOn();
  });
  return {
    goOn,
    ask: (id, trial) => asks.set(id, trial),
    stop: (ids) => {
      for (const id of ids) running.get(id)?.abort();
    },
    forget: (ids) => {
      for (const id of ids) {
        running.get(id)?.abort();
        asks.delete(id);
        vault.trialResults.delete(id);
      }
    },
  };
}

/** Whether trials leave the machine to what the user does at this moment. */
export function givesWay(state: AppState): boolean {
  return state.room.phase === 'checking' || (isAnyBusy(state) && !state.trials.mayDisturb);
}

function nextTrial(state: AppState): { readonly work: TrialWork; readonly job: TrialJob } | null {
  if (givesWay(state)) return null;
  for (const work of trialWorks) {
    const batch = state.trials[work];
    const job = batch?.isHeld ? null : batch?.jobs.find(isWaiting);
    if (job) return { work, job };
  }
  return null;
}

function hasWaiting({ trials }: AppState): boolean {
  return trialWorks.some((work) => trials[work]?.isHeld === false && trials[work].jobs.some(isWaiting));
}

function isWaiting({ state }: TrialJob): boolean {
  return state.phase === 'waiting';
}
