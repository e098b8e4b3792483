import type { Sweep, SweepPoint } from './sweep';
import { ratio } from './voxels';

/** One threshold of a free-response ROC curve over a set of cases. */
export interface FrocPoint {
  readonly threshold: number;
  /** False positives per case. */
  readonly meanFalsePositives: number;
  /** Found / all reference instances of all cases; null without any. */
  readonly sensitivity: number | null;
}

/** The FROC curve of sweeps over the same thresholds, one sweep a case; pooled over instances. Throws when the thresholds differ. */
export function frocCurve(sweeps: readonly Sweep[]): FrocPoint[] {
  if (sweeps.length === 0) return [];
  return sweeps[0].points.map(({ threshold }, k) => {
    const atThreshold = sweeps.map(({ points }) => points[k]);
    if (atThreshold.some((point) => point?.threshold !== threshold))
      throw new Error(`sweeps over different thresholds, first at ${threshold}`);
    const sum = (at: (point: SweepPoint) => number) => atThreshold.reduce((total, point) => total + at(point), 0);
    const found = sum(({ truePositives }) => truePositives);
    return {
      threshold,
      meanFalsePositives: sum(({ falsePositives }) => falsePositives) / sweeps.length,
      sensitivity: ratio(found, found + sum(({ falseNegatives }) => falseNegatives)),
    };
  });
}

/** The highest sensitivity that any threshold reaches with at most so many false positives a case; null when none does. */
export function sensitivityWithin(curve: readonly FrocPoint[], mostFalsePositives: number): FrocPoint | null {
  let best: FrocPoint | null = null;
  for (const point of curve) {
    if (point.sensitivity === null || point.meanFalsePositives > mostFalsePositives) continue;
    if (best?.sensitivity == null || point.sensitivity > best.sensitivity) best = point;
  }
  return best;
}
