import type { StudyResult } from '../../core/study/study';
import type { ArmResult } from '../../core/study/summary';
import type { Vault } from '../vault';
import type { Batch } from './trials';

/** How far a batch has come. */
export interface TrialProgress {
  readonly total: number;
  readonly done: number;
  readonly failed: number;
  readonly running: number;
  /** 0..1, running trials in part. */
  readonly fraction: number;
  /** Null = nothing to tell it from yet. */
  readonly secondsLeft: number | null;
}

/** So many workers take trials. Trials of a batch are taken to be equally long: as those that were finished here on average, or as a running one promises. */
export function progressOf({ jobs }: Pick<Batch<unknown>, 'jobs'>, workers: number, nowMs: number): TrialProgress {
  const states = jobs.map(({ state }) => state);
  const done = states.filter((state) => state.phase === 'done');
  const failed = states.filter(({ phase }) => phase === 'failed');
  const running = states.filter((state) => state.phase === 'running');
  const begun = running.reduce((sum, { fraction }) => sum + fraction, 0);
  const left = jobs.length - done.length - failed.length - begun;
  const ms = msPerTrial(done, running, nowMs);
  const atOnce = Math.max(1, Math.min(workers, jobs.length - done.length - failed.length));
  return {
    ...{ total: jobs.length, done: done.length, failed: failed.length, running: running.length },
    fraction: jobs.length === 0 ? 0 : 1 - left / jobs.length,
    secondsLeft: ms === null ? null : (left * ms) / atOnce / 1000,
  };
}

/** Whether nothing of a batch is left to do; what failed may be tried again. */
export function isOver({ jobs }: Pick<Batch<unknown>, 'jobs'>): boolean {
  return jobs.every(({ state }) => state.phase === 'done' || state.phase === 'failed');
}

/** The sentences of the trials that failed, each once, with how many said so. */
export function failuresOf({
  jobs,
}: Pick<Batch<unknown>, 'jobs'>): { readonly message: string; readonly count: number }[] {
  const counts = new Map<string, number>();
  for (const { state } of jobs)
    if (state.phase === 'failed') counts.set(state.message, 1 + (counts.get(state.message) ?? 0));
  return [...counts].map(([message, count]) => ({ message, count }));
}

/** What has come of a batch so far. */
export function armResults({ trialResults }: Vault, { jobs }: Pick<Batch<unknown>, 'jobs'>): ArmResult[] {
  return jobs.flatMap(({ id, arm, seed }) => {
    const result = trialResults.get(id);
    return result ? [{ arm, seed, result }] : [];
  });
}

/** The same of a study. */
export function studyResults({ trialResults }: Vault, { jobs }: Pick<Batch<unknown>, 'jobs'>): StudyResult[] {
  return jobs.flatMap(({ id, task, arm, seed }) => {
    const result = trialResults.get(id);
    return result && task !== 'case' ? [{ task, lossId: arm, seed, result }] : [];
  });
}

/** A running trial tells its length once a tenth of it is done. */
const leastTold = 0.1;

function msPerTrial(
  done: readonly { readonly ms: number | null }[],
  running: readonly { readonly fraction: number; readonly startedAtMs: number }[],
  nowMs: number,
): number | null {
  const timed = done.flatMap(({ ms }) => ms ?? []);
  if (timed.length > 0) return timed.reduce((sum, ms) => sum + ms, 0) / timed.length;
  const promised = running.filter(({ fraction }) => fraction >= leastTold);
  if (promised.length === 0) return null;
  return (
    promised.reduce((sum, { fraction, startedAtMs }) => sum + (nowMs - startedAtMs) / fraction, 0) / promised.length
  );
}
