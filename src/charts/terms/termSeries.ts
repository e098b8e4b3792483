import type { StepRecord } from '../../core/terms';
import { createSmoother } from './smoothing';

export const termNames = ['total', 'global', 'blob'] as const;
export type TermName = (typeof termNames)[number];
type PerTerm<Value> = Readonly<Record<TermName, Value>>;

/** A run as columns for drawing: steps, and per term its values, its smoothed values and its largest value. null = gap. */
export interface TermSeries {
  readonly steps: number[];
  readonly raw: PerTerm<(number | null)[]>;
  readonly smooth: PerTerm<(number | null)[]>;
  readonly largest: Record<TermName, number>;
  readonly smoothers: PerTerm<(value: number | null) => number | null>;
}

export function createTermSeries(smoothing: number): TermSeries {
  return {
    steps: [],
    raw: { total: [], global: [], blob: [] },
    smooth: { total: [], global: [], blob: [] },
    largest: { total: 0, global: 0, blob: 0 },
    smoothers: {
      total: createSmoother(smoothing),
      global: createSmoother(smoothing),
      blob: createSmoother(smoothing),
    },
  };
}

/** Adds the records from index `from` on to the columns. */
export function appendTerms(series: TermSeries, records: readonly StepRecord[], from: number): void {
  for (let i = from; i < records.length; i++) {
    series.steps.push(records[i].step);
    for (const name of termNames) {
      const value = termValue(records[i], name);
      series.raw[name].push(value);
      series.smooth[name].push(series.smoothers[name](value));
      if (value !== null && value > series.largest[name]) series.largest[name] = value;
    }
  }
}

/** A term of a step as it is drawn; null = a gap: not finite, or the blob term of a patch that holds no blob. */
export function termValue(record: StepRecord, name: TermName): number | null {
  if (name === 'blob' && record.blobIds.length === 0) return null;
  return Number.isFinite(record[name]) ? record[name] : null;
}
