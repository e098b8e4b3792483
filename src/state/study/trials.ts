import type { CaseFacts, Connectivity } from '../../core/case';
import type { TrainSettings } from '../../core/settings';
import type { StudyRecord } from '../../core/study/record';
import type { Study } from '../../core/study/study';
import type { StudyTask } from '../../core/study/tasks';
import type { LaneId } from '../laneId';

/** What trials are run for: the lanes of the comparison with several seeds, or a study. */
export const trialWorks = ['repeat', 'study'] as const;
export type TrialWork = (typeof trialWorks)[number];

export type TrialState =
  | { readonly phase: 'waiting' }
  | { readonly phase: 'running'; readonly what: string; readonly fraction: number; readonly startedAtMs: number }
  /** How long it took here; null = it was done elsewhere, or on another visit. */
  | { readonly phase: 'done'; readonly ms: number | null }
  /** One sentence. */
  | { readonly phase: 'failed'; readonly message: string };

/** One trial of the queue; what comes of it lies in the vault, by its id. */
export interface TrialJob {
  readonly id: number;
  readonly task: StudyTask | 'case';
  /** The id of the loss, or the letter of the lane. */
  readonly arm: string;
  readonly seed: number;
  readonly state: TrialState;
}

/** Trials that belong together. */
export interface Batch<Plan> {
  readonly plan: Plan;
  readonly jobs: readonly TrialJob[];
  /** No further trial is taken until the user says so. */
  readonly isHeld: boolean;
}

/** How lanes are repeated. */
export interface RepeatChoice {
  readonly seeds: number;
  readonly steps: number;
  /** Other built-in cases to be judged on. */
  readonly judgedOn: number;
}

/** The lanes as they were when they were asked to be repeated. */
export interface RepeatPlan {
  readonly case: Pick<CaseFacts, 'name' | 'source'>;
  readonly connectivity: Connectivity;
  readonly lanes: readonly { readonly id: LaneId; readonly settings: TrainSettings }[];
  readonly seeds: readonly number[];
  readonly steps: number;
  /** Other cases that the trials are judged on; 0 = there are none, they are judged on what they learned from. */
  readonly judgedOn: number;
}

/** The result of a study that comes with the page. */
export type Measured =
  | { readonly phase: 'unread' }
  | { readonly phase: 'missing' }
  | { readonly phase: 'refused'; readonly message: string }
  | { readonly phase: 'read'; readonly record: StudyRecord };

export interface Trials {
  /** How many run at once. */
  readonly workers: number;
  /** Which of the two is shown in its dialog. */
  readonly shown: TrialWork | null;
  readonly repeat: Batch<RepeatPlan> | null;
  readonly study: Batch<Study> | null;
  /** Go on with trials while the user's own lanes train. */
  readonly mayDisturb: boolean;
  readonly measured: Measured;
}

export const noTrials: Trials = {
  workers: 1,
  ...{ shown: null, repeat: null, study: null, mayDisturb: false },
  measured: { phase: 'unread' },
};

/** The trials with that one's state in its place; one that is gone stays gone. */
export function withTrialState(trials: Trials, id: number, state: TrialState): Trials {
  const change = <Plan>(batch: Batch<Plan> | null): Batch<Plan> | null =>
    batch?.jobs.some((job) => job.id === id)
      ? { ...batch, jobs: batch.jobs.map((job) => (job.id === id ? { ...job, state } : job)) }
      : batch;
  return { ...trials, repeat: change(trials.repeat), study: change(trials.study) };
}

/** The trials with one batch held, or not held any more. */
export function withHold(trials: Trials, work: TrialWork, isHeld: boolean): Trials {
  const hold = <Plan>(batch: Batch<Plan> | null) => batch && { ...batch, isHeld };
  return work === 'repeat' ? { ...trials, repeat: hold(trials.repeat) } : { ...trials, study: hold(trials.study) };
}
