import type { Connectivity } from '../case';
import { labelComponents } from '../components';
import { noMonitor, type WorkMonitor } from '../errors';
import { LabelledPair } from '../metrics/labelled';
import { matchInstances } from '../metrics/matching/matchInstances';
import type { MatchingRule } from '../metrics/matching/rule';
import { LabelledMask } from '../metrics/predictedComponents';
import type { Reference } from '../metrics/reference';
import { ratio } from '../metrics/voxels';
import { smallerHalf } from './smallerHalf';
import type { TrialFrocPoint, TrialResult } from './trial';

/**
 * How a sweep matches: IoU above 0.1, one to one (BiCC, arXiv 2609.30223). By any overlap a low threshold wins for nothing: in the end one
 * component covers everything, touches every blob, and is no false positive.
 */
export const sweepRule: MatchingRule = { kind: 'optimal', aim: 'count', score: 'iou', threshold: 0.1, isStrict: true };

/**
 * Closer to 0 and 1 than steps of 0.05: losses of regions push probabilities to the ends, and inverse weighting reaches the false positives of
 * the others only above 0.99.
 */
export const studyThresholds: readonly number[] = [
  ...[0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98],
  ...[0.99, 0.995, 0.998, 0.999, 0.9995, 0.9999],
];

/** What a case has at one threshold. */
export interface PointCounts {
  readonly found: number;
  readonly blobs: number;
  readonly foundSmall: number;
  readonly small: number;
  readonly falsePositives: number;
}

/** What thresholds make of the predictions of several cases, pooled over them; rates null at 0/0. */
export interface CaseSweep extends Pick<TrialResult, 'froc' | 'f1AtThreshold'> {
  /** The threshold of the highest F1, the lowest of several; null when no F1 is defined. */
  readonly best: { readonly threshold: number; readonly f1: number } | null;
}

/** A prediction of one case (flat, x fastest) read at each threshold of a study. Throws CancelledError when the monitor says so. */
export function sweepTrial(
  reference: Reference,
  probability: Float32Array,
  { connectivity }: { readonly connectivity: Connectivity },
  { report, throwIfCancelled }: WorkMonitor = noMonitor,
): PointCounts[] {
  const small = smallerHalf(reference.components);
  const mask = new Uint8Array(probability.length);
  return studyThresholds.map((threshold, k) => {
    throwIfCancelled();
    report(k / studyThresholds.length, 'sweeping the threshold');
    for (let v = 0; v < mask.length; v++) mask[v] = probability[v] > threshold ? 1 : 0;
    const predicted = labelComponents(mask, reference.dims, connectivity);
    const pair = new LabelledPair(reference, new LabelledMask(predicted, reference.dims));
    const { counts, matchedReferences } = matchInstances(sweepRule, pair);
    return {
      found: counts.truePositives,
      blobs: counts.truePositives + counts.falseNegatives,
      foundSmall: matchedReferences.filter((id) => small.has(id)).length,
      small: small.size,
      falsePositives: counts.falsePositives,
    };
  });
}

/** The curves of all cases together: blobs and false components are counted over all of them. */
export function pooledCurves(sweeps: readonly (readonly PointCounts[])[]): CaseSweep {
  const points = studyThresholds.map((threshold, k) => {
    const sum = (of: (point: PointCounts) => number) => sweeps.reduce((total, points) => total + of(points[k]), 0);
    const [found, blobs] = [sum((point) => point.found), sum((point) => point.blobs)];
    const wrong = sum(({ falsePositives }) => falsePositives);
    const froc: TrialFrocPoint = {
      threshold,
      meanFalsePositives: wrong / sweeps.length,
      sensitivity: ratio(found, blobs),
      smallSensitivity: ratio(
        sum(({ foundSmall }) => foundSmall),
        sum(({ small }) => small),
      ),
    };
    return { froc, f1: { threshold, f1: ratio(2 * found, found + blobs + wrong) } };
  });
  const f1AtThreshold = points.map(({ f1 }) => f1);
  return { froc: points.map(({ froc }) => froc), f1AtThreshold, best: bestOf(f1AtThreshold) };
}

/** The highest F1, at the lowest threshold of several; null where none is defined. */
function bestOf(points: TrialResult['f1AtThreshold']): CaseSweep['best'] {
  let best: CaseSweep['best'] = null;
  for (const { threshold, f1 } of points) if (f1 !== null && (!best || f1 > best.f1)) best = { threshold, f1 };
  return best;
}
