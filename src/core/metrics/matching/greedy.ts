import type { OverlapTable } from '../overlaps';
import { assembleMatching, matchOf } from './assemble';
import { isGoodEnough, pairReasons, rankPairs } from './candidates';
import type { Match, Matching } from './matching';
import type { MatchingRule } from './rule';

/** One to one: pairs in falling order of their score, each taken when both are still free (panoptica `NaiveThresholdMatching`). */
export function matchGreedily(rule: Extract<MatchingRule, { kind: 'greedy' }>, table: OverlapTable): Matching {
  const ranked = rankPairs(table, rule);
  const partnerOf = new Int32Array(table.referenceCount + 1);
  const takenBy = new Int32Array(table.predictionCount + 1);
  const matches: Match[] = [];
  for (const { reference, prediction, score } of ranked) {
    if (!isGoodEnough(score, rule)) break;
    if (partnerOf[reference] !== 0 || takenBy[prediction] !== 0) continue;
    partnerOf[reference] = prediction;
    takenBy[prediction] = reference;
    matches.push(matchOf(table, [reference], [prediction]));
  }
  return assembleMatching(rule, table, {
    matches,
    reasons: pairReasons(table, rule, ranked, partnerOf, takenBy),
  });
}
