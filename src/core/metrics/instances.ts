import type { Matching } from './matching/matching';
import { ratio } from './voxels';

/** Rates of a matching; 0/0 is null ("undefined"). What makers put in its place stands in the catalogue. */
export interface InstanceScores {
  /** TP / (TP + FN) over reference components. */
  readonly sensitivity: number | null;
  /** True predictions / all predictions. */
  readonly precision: number | null;
  /** TP / (TP + (FP + FN) / 2), with TP counted on the reference side (ISLES'22); panoptica's recognition quality RQ. */
  readonly f1: number | null;
  /** Harmonic mean of sensitivity and precision (WMH, MSSEG); differs from `f1` only where matches are not one to one. */
  readonly f1Harmonic: number | null;
  /** Segmentation quality: mean IoU of the matches; 0 when nothing matches although there is something (panoptica). */
  readonly sq: number | null;
  readonly sqDice: number | null;
  /** Panoptic quality: SQ x RQ. */
  readonly pq: number | null;
  readonly pqDice: number | null;
}

/** The rates behind the counts of a matching. */
export function scoreInstances({ counts, matches }: Matching): InstanceScores {
  const { truePositives, falseNegatives, falsePositives, truePredictions } = counts;
  const f1 = ratio(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives);
  const sensitivity = ratio(truePositives, truePositives + falseNegatives);
  const precision = ratio(truePredictions, truePredictions + falsePositives);
  const mean = (at: (k: number) => number) =>
    f1 === null ? null : (ratio(sumOf(matches.length, at), matches.length) ?? 0);
  const sq = mean((k) => matches[k].iou);
  const sqDice = mean((k) => matches[k].dice);
  return {
    sensitivity,
    precision,
    f1,
    f1Harmonic: harmonicMean(sensitivity, precision),
    sq,
    sqDice,
    pq: product(sq, f1),
    pqDice: product(sqDice, f1),
  };
}

/**
 * 2ab / (a + b). Where one rate is undefined the other is 0 (nothing can match what does not exist), and so is the mean; only both
 * undefined is undefined.
 */
export function harmonicMean(a: number | null, b: number | null): number | null {
  if (a === null && b === null) return null;
  return a && b ? (2 * a * b) / (a + b) : 0;
}

/** False positives per case, over the cases of a set; null without cases. */
export function meanFalsePositives(matchings: readonly Matching[]): number | null {
  return ratio(
    sumOf(matchings.length, (k) => matchings[k].counts.falsePositives),
    matchings.length,
  );
}

function product(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a * b;
}

function sumOf(count: number, at: (k: number) => number): number {
  let sum = 0;
  for (let k = 0; k < count; k++) sum += at(k);
  return sum;
}
