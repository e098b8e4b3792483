import { diceOf, iouOf, type Overlap, type OverlapTable } from '../overlaps';
import type { MatchReason } from './reason';
import type { PairThreshold } from './rule';

/** A pair with its score. */
export interface Candidate extends Overlap {
  readonly score: number;
}

/** All pairs with their scores, the best first; equal ones by prediction, then by reference, as panoptica lists them. */
export function rankPairs(table: OverlapTable, { score }: PairThreshold): Candidate[] {
  const scoreOf = score === 'iou' ? iouOf : diceOf;
  return table.pairs
    .map((pair) => ({ ...pair, score: scoreOf(table, pair) }))
    .sort((a, b) => b.score - a.score || a.prediction - b.prediction || a.reference - b.reference);
}

export function isGoodEnough(score: number, { threshold, isStrict = false }: PairThreshold): boolean {
  return isStrict ? score > threshold : score >= threshold;
}

/** Why each reference is matched or not by a rule that pairs one to one; `partnerOf` and `takenBy`: 0 = nobody, index = id. */
export function pairReasons(
  table: OverlapTable,
  rule: PairThreshold,
  ranked: readonly Candidate[],
  partnerOf: Int32Array,
  takenBy: Int32Array,
): MatchReason[] {
  const best: (Candidate | undefined)[] = new Array(table.referenceCount + 1);
  const own: (Candidate | undefined)[] = new Array(table.referenceCount + 1);
  for (const pair of ranked) {
    best[pair.reference] ??= pair;
    if (partnerOf[pair.reference] === pair.prediction) own[pair.reference] = pair;
  }
  return Array.from({ length: table.referenceCount }, (_, k): MatchReason => {
    const pair = own[k + 1] ?? best[k + 1];
    if (!pair) return { kind: 'untouched' };
    const common = { ...thresholdOf(rule), best: pair.score, partner: pair.prediction };
    if (own[k + 1]) return { kind: 'scoreReached', ...common };
    if (!isGoodEnough(pair.score, rule)) return { kind: 'scoreBelow', ...common };
    return { kind: 'partnerTaken', ...common, takenBy: takenBy[pair.prediction] };
  });
}

/** The part of a reason that tells the rule's threshold. */
export function thresholdOf({ score, threshold, isStrict = false }: PairThreshold) {
  return { score, threshold, isStrict };
}
