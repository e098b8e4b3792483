import type { OverlapTable } from '../overlaps';
import { assembleMatching, matchOf, referenceIds } from './assemble';
import { isGoodEnough, rankPairs, thresholdOf } from './candidates';
import type { Match, Matching } from './matching';
import type { MatchReason } from './reason';
import type { MatchingRule } from './rule';

/**
 * Several predictions to one reference (panoptica `MaximizeMergeMatching`): pairs in falling order of their score; the first of a
 * reference must be good enough, a later free one joins when the union scores more than before.
 */
export function matchManyToOne(rule: Extract<MatchingRule, { kind: 'manyToOne' }>, table: OverlapTable): Matching {
  const matchOfReference = new Map<number, Match>();
  const takenBy = new Int32Array(table.predictionCount + 1);
  const best = new Map<number, { readonly score: number; readonly prediction: number }>();
  for (const { reference, prediction, score } of rankPairs(table, rule)) {
    if (!best.has(reference)) best.set(reference, { score, prediction });
    if (takenBy[prediction] !== 0) continue;
    const before = matchOfReference.get(reference);
    const after = matchOf(table, [reference], [...(before?.predictions ?? []), prediction]);
    if (before ? after[rule.score] <= before[rule.score] : !isGoodEnough(score, rule)) continue;
    matchOfReference.set(reference, after);
    takenBy[prediction] = reference;
  }
  const reasons = referenceIds(table).map((id): MatchReason => {
    const common = thresholdOf(rule);
    const match = matchOfReference.get(id);
    if (match) return { kind: 'merged', ...common, best: match[rule.score], partners: match.predictions };
    const pair = best.get(id);
    if (!pair) return { kind: 'untouched' };
    const missed = { ...common, best: pair.score, partner: pair.prediction };
    if (!isGoodEnough(pair.score, rule)) return { kind: 'scoreBelow', ...missed };
    return { kind: 'partnerTaken', ...missed, takenBy: takenBy[pair.prediction] };
  });
  return assembleMatching(rule, table, { matches: [...matchOfReference.values()], reasons });
}
