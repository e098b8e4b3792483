import type { Evaluation } from '../metrics/evaluation';
import type { BenchMatching, BenchRow } from './answer';

export type MatchOfBlob = Pick<BenchRow, 'match' | 'reason'>;

/** What the chosen rule makes of the prediction. */
export function matchingOf({ matching, scores, chosenPair }: Evaluation): BenchMatching {
  const { rule, matches, counts } = matching;
  return {
    rule,
    components: chosenPair.table.predictionCount,
    found: counts.truePositives,
    missed: counts.falseNegatives,
    falseComponents: counts.falsePositives,
    precision: scores.precision,
    sensitivity: scores.sensitivity,
    f1: scores.f1,
    matches: matches.map(({ references, predictions, iou, dice }) => ({
      blobs: references,
      components: predictions,
      iou,
      dice,
    })),
  };
}

/** Whether each blob is found, and why. Blobs are numbered by falling size, so a minimum size leaves the first of them with their numbers. */
export function matchOfBlobs({ matching }: Evaluation): (blob: number) => MatchOfBlob {
  const found = new Set(matching.matchedReferences);
  const missed = new Set(matching.missedReferences);
  return (blob) => ({
    match: found.has(blob) ? 'found' : missed.has(blob) ? 'missed' : 'leftOut',
    reason: matching.reasons[blob - 1] ?? null,
  });
}
