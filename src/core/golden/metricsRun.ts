import type { MetricsCase } from './metricsCase';
import { evaluateCase } from './metricsCase';
import { ownNumbers } from './metricsNumbers';

/** One number of a golden file beside ours; null = undefined (NaN in the file), undefined = we have none. */
export interface MetricCheck {
  readonly path: string;
  readonly expected: number | null;
  readonly found: number | null | undefined;
  readonly isWithin: boolean;
}

export interface MetricsComparison {
  readonly checks: readonly MetricCheck[];
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
}

/**
 * Holds every number of a metrics golden file to ours: whole numbers exactly, others within 1e-6, those of MONAI's surfaces (float32
 * quantiles) within 1e-5. A path that is neither computed nor left out for a reason counts as wrong.
 */
export function compareMetrics(golden: MetricsCase): MetricsComparison {
  const own = ownNumbers(evaluateCase(golden));
  const checks: MetricCheck[] = [];
  const skipped: { path: string; reason: string }[] = [];
  for (const [path, expected] of golden.expected) {
    const found = own.get(path);
    const reason = reasonToSkip(path, expected, found);
    if (reason === null) checks.push({ path, expected, found, isWithin: isWithin(path, expected, found) });
    else skipped.push({ path, reason });
  }
  return { checks, skipped };
}

/** Numbers in the files that are no metric, by the end of their path. */
const leftOut: readonly (readonly [RegExp, string])[] = [
  [/^surface\.(panoptica|own)$/, 'not run there on an empty mask'],
  [/^ccmetrics\.equidistant_/, 'counts ties, no metric'],
  [/^ccmetrics\.own_cc_dice_ties_to_highest$/, 'the other way to break ties, no reference value'],
];

function reasonToSkip(path: string, expected: number | null, found: number | null | undefined): string | null {
  const rule = leftOut.find(([pattern]) => pattern.test(path));
  if (rule) return rule[1];
  return expected === null && found !== null ? 'the implementation gives nothing here' : null;
}

function isWithin(path: string, expected: number | null, found: number | null | undefined): boolean {
  if (found === undefined) return false;
  if (expected === null || Number.isNaN(expected)) return found === null;
  if (found === null) return false;
  if (Number.isInteger(expected) && Number.isInteger(found)) return expected === found;
  const tolerance = path.startsWith('surface.monai.') ? 1e-5 : 1e-6;
  return expected === found || Math.abs(expected - found) <= tolerance;
}
