import type { Connectivity } from '../case';
import { labelComponents } from '../components';
import { noMonitor, type WorkMonitor } from '../errors';
import { keepLarge } from './filter';
import { scoreInstances } from './instances';
import { LabelledPair } from './labelled';
import { matchInstances } from './matching/matchInstances';
import type { MatchCounts } from './matching/matching';
import type { MatchingRule } from './matching/rule';
import type { Reference } from './reference';
import { countVoxels, voxelDice } from './voxels';

/** A probability map thresholded at one value. Rates are null at 0/0. */
export interface SweepPoint extends MatchCounts {
  /** A voxel is predicted when its probability is strictly above. */
  readonly threshold: number;
  readonly predictedInstances: number;
  readonly sensitivity: number | null;
  readonly precision: number | null;
  readonly f1: number | null;
  /** Over the voxels of the components that are left. */
  readonly dice: number | null;
}

export interface Sweep {
  /** Ascending by threshold. */
  readonly points: readonly SweepPoint[];
  /** The point of the highest F1, the lowest threshold of several; null when no F1 is defined. */
  readonly best: SweepPoint | null;
}

export interface SweepSettings {
  readonly connectivity: Connectivity;
  readonly rule: MatchingRule;
  /** Predicted components of fewer voxels are dropped at every threshold; filter the reference beforehand. */
  readonly minVoxels: number;
  readonly thresholds: readonly number[];
}

/** 0.05, 0.1 ... 0.95 */
export const defaultThresholds: readonly number[] = Array.from({ length: 19 }, (_, k) => (k + 1) / 20);

/**
 * Labels and matches a probability map (flat, x fastest, one value per voxel) at each threshold. The reference keeps its cells and
 * dilations between thresholds. Throws CancelledError when the monitor says so.
 */
export function sweepThresholds(
  reference: Reference,
  probability: Float32Array,
  { connectivity, rule, minVoxels, thresholds }: SweepSettings,
  monitor: WorkMonitor = noMonitor,
): Sweep {
  const mask = new Uint8Array(probability.length);
  const ascending = [...thresholds].sort((a, b) => a - b);
  const points = ascending.map((threshold, k): SweepPoint => {
    monitor.report(k / ascending.length, 'sweeping the threshold');
    monitor.throwIfCancelled();
    // In float32, as the probabilities: so one that equals the threshold is not above it.
    const limit = Math.fround(threshold);
    for (let v = 0; v < mask.length; v++) mask[v] = probability[v] > limit ? 1 : 0;
    const all = labelComponents(mask, reference.dims, connectivity);
    const pair = new LabelledPair(reference, keepLarge(all, minVoxels));
    const matching = matchInstances(rule, pair);
    const { sensitivity, precision, f1 } = scoreInstances(matching);
    const dice = voxelDice(countVoxels(pair.table));
    return {
      threshold,
      ...matching.counts,
      predictedInstances: pair.prediction.count,
      sensitivity,
      precision,
      f1,
      dice,
    };
  });
  return { points, best: bestPoint(points) };
}

/** The point of the highest F1, the first of several; null when no F1 is defined. */
export function bestPoint(points: readonly SweepPoint[]): SweepPoint | null {
  let best: SweepPoint | null = null;
  for (const point of points) if (point.f1 !== null && (best?.f1 == null || point.f1 > best.f1)) best = point;
  return best;
}
