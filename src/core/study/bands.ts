import { budgeted } from './budgeted';
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

/** The sensitivity within so many false positives a case, for budgets 0..`end` in 60 steps. */
export function frocBand(results: readonly Pick<TrialResult, 'froc'>[], end: number): Band {
  const xs = results.length === 0 ? [] : Array.from({ length: 61 }, (_, k) => (k * end) / 60);
  return bandOf(
    xs,
    results.map(({ froc }) => xs.map((x) => budgeted(froc, x))),
  );
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
