import type { BenchMetric } from '../../../core/bench/answer';
import { fixed } from '../../../core/fixed';
import { formatCount, unroundedToEnds } from '../../format';

/** A rate 0..1 with three digits; rounding never makes it 0 or 1, and 0/0 is "undefined". */
export function formatRate(rate: number | null): string {
  if (rate === null) return 'undefined';
  return unroundedToEnds(rate, 3);
}

/** A metric with its unit: "0.812", "4.21 mm", "13"; "undefined" and "infinite" in words. */
export function formatMetric({ value, unit }: Pick<BenchMetric, 'value' | 'unit'>): string {
  if (value === null) return 'undefined';
  if (!Number.isFinite(value)) return 'infinite';
  switch (unit) {
    case 'mm':
      return `${fixed(value, 2)} mm`;
    case 'count':
      return formatCount(value);
    case '':
      return formatRate(value);
    default:
      return unit satisfies never;
  }
}
