import type { LabelledPair } from '../labelled';
import { type Lesion, mergeLesions } from '../lesions';
import { assembleMatching, matchOf } from './assemble';
import type { Matching } from './matching';
import type { MatchReason } from './reason';
import type { MatchingRule } from './rule';

type DilateAndMerge = Extract<MatchingRule, { kind: 'dilateAndMerge' }>;

/**
 * Lesion-wise matching of BraTS 2023: reference components that meet after dilation are one lesion, found when a prediction touches
 * its dilation; lesions of at most `minVolumeMm3` are not counted, and what touches them is not false. Counts are of lesions.
 */
export function matchByDilation(rule: DilateAndMerge, pair: LabelledPair): Matching {
  const lesions = mergeLesions(pair, rule.dilation);
  const counted = lesions.filter(({ volumeMm3 }) => volumeMm3 > rule.minVolumeMm3);
  const found = counted.filter(({ predictions }) => predictions.length > 0);
  const matchedPredictions = [...new Set(lesions.flatMap(({ predictions }) => predictions))].sort((a, b) => a - b);
  const isCounted = new Set(counted);
  return assembleMatching(rule, pair.table, {
    matches: found.map(({ references, predictions }) => matchOf(pair.table, references, predictions)),
    reasons: reasonsOf(rule, pair, lesions),
    matchedPredictions,
    ignoredReferences: lesions
      .filter((lesion) => !isCounted.has(lesion))
      .flatMap(({ references }) => references)
      .sort((a, b) => a - b),
    counts: { truePositives: found.length, falseNegatives: counted.length - found.length },
  });
}

function reasonsOf(rule: DilateAndMerge, { table }: LabelledPair, lesions: readonly Lesion[]): MatchReason[] {
  const reasons: MatchReason[] = new Array(table.referenceCount).fill({ kind: 'untouched' });
  for (const { references, predictions, volumeMm3 } of lesions) {
    const reason: MatchReason =
      volumeMm3 <= rule.minVolumeMm3
        ? { kind: 'lesionTooSmall', volumeMm3, minVolumeMm3: rule.minVolumeMm3 }
        : predictions.length === 0
          ? { kind: 'lesionUntouched', lesion: references, dilation: rule.dilation }
          : {
              kind: 'lesionTouched',
              lesion: references,
              partners: predictions,
              dice: matchOf(table, references, predictions).dice,
            };
    for (const id of references) reasons[id - 1] = reason;
  }
  return reasons;
}
