import { InputError } from '../../core/errors';
import { type Study, type StudyResult, studyTrials, trialOf } from '../../core/study/study';
import type { Trial } from '../../core/study/trial';
import { CallError } from '../../protocol/connect';
import type { Actions } from '../actions';
import { asSentence } from '../sentence';
import { addNotice } from '../store';
import type { Core } from '../wires';
import { planRepeat, repeatCase, repeatTrial } from './repeatTrials';
import { checkStudyRecord } from './studySchema';
import { createTrialQueue } from './trialQueue';
import { type RepeatChoice, type TrialJob, type Trials, type TrialWork, withHold, withTrialState } from './trials';

type TrialActions = Pick<
  Actions,
  | 'repeatLanes'
  | 'startStudy'
  | 'resumeStudy'
  | 'holdTrials'
  | 'stopTrials'
  | 'goOnWithTrials'
  | 'retryTrials'
  | 'discardTrials'
  | 'letTrialsDisturb'
  | 'showTrials'
>;

interface Wanted extends Pick<TrialJob, 'task' | 'arm' | 'seed'> {
  readonly trial: () => Trial;
}

/** Intents about trials that are run beside the user's own lanes: repeats of the lanes, and studies. */
export function createTrialActions(core: Core): TrialActions {
  const { store } = core;
  const queue = createTrialQueue(core);
  const change = (how: (trials: Trials) => Trials) => store.setState(({ trials }) => ({ trials: how(trials) }));
  const jobsOf = (work: TrialWork) => store.getState().trials[work]?.jobs ?? [];
  let lastId = 0;
  change((trials) => ({ ...trials, workers: core.trials.length }));

  const enqueue = (wanted: readonly Wanted[]): TrialJob[] =>
    wanted.map(({ trial, ...job }) => {
      lastId += 1;
      queue.ask(lastId, trial);
      return { ...job, id: lastId, state: { phase: 'waiting' } };
    });
  const discard = (work: TrialWork) => {
    queue.forget(jobsOf(work).map(({ id }) => id));
    change((trials) => ({ ...trials, [work]: null }));
  };

  return {
    repeatLanes: (choice) => {
      discard('repeat');
      try {
        const repeat = planOf(core, choice, enqueue);
        if (repeat) change((trials) => ({ ...trials, repeat }));
        queue.goOn();
      } catch (error) {
        if (!(error instanceof CallError)) throw error;
        addNotice(store, 'error', asSentence(error.message));
      }
    },
    startStudy: (plan) => {
      discard('study');
      const jobs = enqueue(studyWanted(plan));
      change((trials) => ({ ...trials, study: { plan, jobs, isHeld: false } }));
      queue.goOn();
    },
    resumeStudy: (data) => {
      try {
        const { study: plan, results } = checkStudyRecord(data);
        discard('study');
        const jobs = enqueue(studyWanted(plan)).map((job) => withResultOf(core, job, results));
        change((trials) => ({ ...trials, study: { plan, jobs, isHeld: true } }));
        return null;
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        return error.message;
      }
    },
    holdTrials: (work) => change((trials) => withHold(trials, work, true)),
    stopTrials: (work) => {
      change((trials) => withHold(trials, work, true));
      queue.stop(jobsOf(work).map(({ id }) => id));
    },
    goOnWithTrials: (work) => {
      change((trials) => withHold(trials, work, false));
      queue.goOn();
    },
    retryTrials: (work) => {
      const failed = jobsOf(work).filter(({ state }) => state.phase === 'failed');
      change((trials) =>
        failed.reduce((now, { id }) => withTrialState(now, id, { phase: 'waiting' }), withHold(trials, work, false)),
      );
      queue.goOn();
    },
    discardTrials: (work) => {
      discard(work);
      queue.goOn();
    },
    letTrialsDisturb: (mayDisturb) => change((trials) => ({ ...trials, mayDisturb })),
    showTrials: (shown) => {
      change((trials) => ({ ...trials, shown }));
      if (shown === 'study' && store.getState().trials.measured.phase === 'unread') void readMeasured(core);
    },
  };
}

function planOf(
  core: Core,
  choice: RepeatChoice,
  enqueue: (wanted: readonly Wanted[]) => TrialJob[],
): Trials['repeat'] {
  const plan = planRepeat(core.store.getState(), choice);
  if (!plan) return null;
  const learned = repeatCase(core, plan);
  // Seed by seed, so that repeats that are stopped early hold the same seeds of every lane.
  const wanted = plan.seeds.flatMap((seed, i) =>
    plan.lanes.map(
      (lane): Wanted => ({ task: 'case', arm: lane.id, seed, trial: () => repeatTrial(plan, lane, i, learned) }),
    ),
  );
  return { plan, jobs: enqueue(wanted), isHeld: false };
}

/** The trial as done, where it was done before. */
function withResultOf({ vault }: Core, job: TrialJob, results: readonly StudyResult[]): TrialJob {
  const found = results.find(({ task, lossId, seed }) => task === job.task && lossId === job.arm && seed === job.seed);
  if (!found) return job;
  vault.trialResults.set(job.id, found.result);
  return { ...job, state: { phase: 'done', ms: null } };
}

function studyWanted(study: Study): Wanted[] {
  return studyTrials(study).map(({ task, lossId, seed }) => ({
    ...{ task, arm: lossId, seed },
    trial: () => trialOf(study, { task, lossId, seed }),
  }));
}

/** The study that comes with the page; none is no fault. */
async function readMeasured({ store, measuredStudy }: Core): Promise<void> {
  const found = await measuredStudy();
  const measured = found === null ? ({ phase: 'missing' } as const) : checked(found);
  store.setState(({ trials }) => ({ trials: { ...trials, measured } }));
}

function checked(found: unknown): Trials['measured'] {
  try {
    return { phase: 'read', record: checkStudyRecord(found) };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { phase: 'refused', message: error.message };
  }
}
