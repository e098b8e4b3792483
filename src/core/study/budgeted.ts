import type { TrialFrocPoint } from './trial';

/**
 * The rate within so many false positives a case: the FROC curve from (0, 0) through the points of its thresholds, each no lower than those
 * of fewer false positives, with straight lines between. A line is what leaving out components at random gives: so the curve does not hang
 * on which thresholds were tried, and a prediction that no threshold makes strict enough is not worth nothing. Null where there is no blob.
 */
export function budgeted(
  froc: readonly TrialFrocPoint[],
  falsePositives: number,
  rate: 'sensitivity' | 'smallSensitivity' = 'sensitivity',
): number | null {
  const points = froc.flatMap((point) => {
    const y = point[rate];
    return y === null ? [] : [{ x: point.meanFalsePositives, y }];
  });
  if (points.length === 0) return null;
  points.sort((a, b) => a.x - b.x || a.y - b.y);
  let [x, y] = [0, 0];
  for (const next of points) {
    if (next.x > falsePositives) {
      const rise = Math.max(0, next.y - y);
      return y + (rise * (falsePositives - x)) / (next.x - x);
    }
    x = next.x;
    y = Math.max(y, next.y);
  }
  return y;
}
