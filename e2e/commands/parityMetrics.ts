import { parseMetricsCase } from '../../src/core/golden/metricsCase';
import { compareMetrics, type MetricCheck } from '../../src/core/golden/metricsRun';

/** What one part of a metrics golden file gave: "surface", "panoptica" ... */
export interface MetricsLine {
  readonly run: string;
  readonly backend: 'plain';
  readonly verdict: 'passed' | 'failed' | 'skipped';
  readonly detail: string;
}

/** Holds every number of a metrics golden file to ours, one line a part; metrics have no tensors, so only the plain ones are held. */
export function metricsLines(data: unknown): MetricsLine[] {
  const { checks, skipped } = compareMetrics(parseMetricsCase(data));
  const lines = [...byPart(checks)].map(([run, part]) => ({ run, backend: 'plain', ...verdictOf(part) }) as const);
  const left = [...byPart(skipped)].map(([run, part]) => {
    const reasons = [...new Set(part.map(({ reason }) => reason))].join(', ');
    return { run, backend: 'plain', verdict: 'skipped', detail: `${part.length} numbers: ${reasons}` } as const;
  });
  return [...lines, ...left];
}

function byPart<Entry extends { readonly path: string }>(entries: readonly Entry[]): Map<string, Entry[]> {
  const parts = new Map<string, Entry[]>();
  for (const entry of entries) {
    const part = entry.path.split('.')[0];
    parts.set(part, [...(parts.get(part) ?? []), entry]);
  }
  return parts;
}

function verdictOf(checks: readonly MetricCheck[]) {
  const wrong = checks.filter(({ isWithin }) => !isWithin);
  if (wrong.length > 0) {
    const { path, expected, found } = wrong[0];
    const detail = `${wrong.length} of ${checks.length} numbers, first ${path}: ${found} instead of ${expected}`;
    return { verdict: 'failed', detail } as const;
  }
  const largest = Math.max(...checks.map(errorOf));
  return { verdict: 'passed', detail: `${checks.length} numbers, largest error ${largest.toExponential(1)}` } as const;
}

/** 0 where neither is a finite number: those are equal, or the check failed. */
function errorOf({ expected, found }: MetricCheck): number {
  return Number.isFinite(expected) && Number.isFinite(found) ? Math.abs(Number(expected) - Number(found)) : 0;
}
