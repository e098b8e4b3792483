import type { StepRecord } from '../../core/terms';

/** So many of the last steps count for the speed. */
const recentSteps = 20;

/** How fast a run is, from the median time of its last steps, and how long the steps up to `budget` will take; null before the first. */
export function paceOf(
  records: readonly StepRecord[],
  budget: number,
): { readonly stepsPerSecond: number | null; readonly secondsLeft: number | null } {
  const times = records.slice(-recentSteps).map((record) => record.elapsedMs);
  if (times.length === 0) return { stepsPerSecond: null, secondsLeft: null };
  times.sort((a, b) => a - b);
  const stepsPerSecond = 1000 / Math.max(times[Math.floor(times.length / 2)], 0.01);
  return { stepsPerSecond, secondsLeft: Math.max(0, budget - records.length) / stepsPerSecond };
}

/** The next step above this one that is a multiple of `every`; infinity for 0. */
export function nextMultiple(step: number, every: number): number {
  return every > 0 ? (Math.floor(step / every) + 1) * every : Number.POSITIVE_INFINITY;
}
