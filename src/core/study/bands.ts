import { type FrocPoint, sensitivityWithin } from '../metrics/froc';
import type { TrialResult } from './trial';

/** A curve over the seeds: at each x the median of the trials and their range; null where a trial has no value there. */
export interface Band {
  readonly xs: readonly number[];
  readonly median: readonly (number | null)[];
  readonly low: readonly (number | null)[];
  readonly high: readonly (number | null)[];
}

/** F1 at each threshold of the sweep; the trials must have been judged at the same thresholds. */
export function f1Band(results: readonly Pick<TrialResult, 'f1AtThreshold'>[]): Band {
  const xs = (results[0]?.f1AtThreshold ?? []).map(({ threshold }) => threshold);
  return bandOf(
    xs,
    results.map(({ f1AtThreshold }) => xs.map((_, k) => f1AtThreshold[k]?.f1 ?? null)),
  );
}

/** The highest sensitivity within so many false positives a case, for budgets 0..`end` in 60 steps. */
export function frocBand(results: readonly Pick<TrialResult, 'froc'>[], end: number): Band {
  const xs = results.length === 0 ? [] : Array.from({ length: 61 }, (_, k) => (k * end) / 60);
  const curves = results.map(({ froc }) => beforeMerging(froc));
  return bandOf(
    xs,
    curves.map((curve) => xs.map((x) => sensitivityWithin(curve, x)?.sensitivity ?? null)),
  );
}

/**
 * The curve from the highest threshold down to the one with the most false positives. Below it components merge: in the end one of them
 * covers everything, touches every blob, and would be a perfect score.
 */
export function beforeMerging(froc: readonly FrocPoint[]): readonly FrocPoint[] {
  const falling = [...froc].sort((a, b) => b.threshold - a.threshold);
  const most = Math.max(0, ...falling.map(({ meanFalsePositives }) => meanFalsePositives));
  const peak = falling.findIndex(({ meanFalsePositives }) => meanFalsePositives === most);
  return falling.slice(0, peak + 1);
}

/** Whether the best F1, or the sensitivity at one false positive, of a trial is read at a threshold at which components have merged. */
export function isReadWhereMerged({ froc, scores }: Pick<TrialResult, 'froc' | 'scores'>): boolean {
  const lowest = Math.min(...beforeMerging(froc).map(({ threshold }) => threshold));
  const read = [scores.bestThreshold, sensitivityWithin(froc, 1)?.threshold ?? null];
  return read.some((threshold) => threshold !== null && threshold < lowest);
}

/** Middle value of numbers, the mean of the two middle ones of an even count; null without any. */
export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const rising = [...values].sort((a, b) => a - b);
  const half = rising.length >> 1;
  return rising.length % 2 === 1 ? rising[half] : (rising[half - 1] + rising[half]) / 2;
}

function bandOf(xs: readonly number[], curves: readonly (readonly (number | null)[])[]): Band {
  const at = (of: (values: readonly number[]) => number | null) =>
    xs.map((_, k) => {
      const values = curves.flatMap((curve) => curve[k] ?? []);
      return values.length < curves.length ? null : of(values);
    });
  return { xs, median: at(median), low: at((all) => Math.min(...all)), high: at((all) => Math.max(...all)) };
}
