import { type FrocPoint, frocCurve } from '../metrics/froc';
import type { Sweep, SweepPoint } from '../metrics/sweep';
import { ratio } from '../metrics/voxels';

/** What thresholds make of the predictions of several cases, pooled over them; rates null at 0/0. */
export interface CaseSweep {
  readonly froc: readonly FrocPoint[];
  readonly f1AtThreshold: readonly { readonly threshold: number; readonly f1: number | null }[];
  /** The threshold of the highest F1, the lowest of several; null when no F1 is defined. */
  readonly best: { readonly threshold: number; readonly f1: number } | null;
}

/** Sweeps over the same thresholds, one a case, as one: blobs and components are counted over all cases. Throws when the thresholds differ. */
export function poolSweeps(sweeps: readonly Sweep[]): CaseSweep {
  const f1AtThreshold = pooledF1(sweeps);
  const best = f1AtThreshold.reduce<CaseSweep['best']>(
    (top, { threshold, f1 }) => (f1 !== null && (top === null || f1 > top.f1) ? { threshold, f1 } : top),
    null,
  );
  return { froc: frocCurve(sweeps), f1AtThreshold, best };
}

function pooledF1(sweeps: readonly Sweep[]): { threshold: number; f1: number | null }[] {
  return (sweeps[0]?.points ?? []).map(({ threshold }, k) => {
    const sum = (of: (point: SweepPoint) => number) => sweeps.reduce((total, { points }) => total + of(points[k]), 0);
    const found = sum(({ truePositives }) => truePositives);
    const others = sum(({ falsePositives, falseNegatives }) => falsePositives + falseNegatives);
    return { threshold, f1: ratio(2 * found, 2 * found + others) };
  });
}
