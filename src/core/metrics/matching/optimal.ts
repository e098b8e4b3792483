import type { OverlapTable } from '../overlaps';
import { assembleMatching, matchOf } from './assemble';
import { assign } from './assignment';
import { type Candidate, isGoodEnough, pairReasons, rankPairs } from './candidates';
import type { Matching } from './matching';
import type { MatchingRule } from './rule';

/**
 * One to one with the largest sum of scores over pairs that are good enough (panoptica `MaxBipartiteMatching`), or with the most pairs
 * and among those the largest sum (aim 'count', as in the BiCC paper). Groups of pairs that share no component are solved apart.
 */
export function matchOptimally(rule: Extract<MatchingRule, { kind: 'optimal' }>, table: OverlapTable): Matching {
  const ranked = rankPairs(table, rule);
  const partnerOf = new Int32Array(table.referenceCount + 1);
  const takenBy = new Int32Array(table.predictionCount + 1);
  for (const group of connectedGroups(ranked.filter(({ score }) => isGoodEnough(score, rule)))) {
    for (const { reference, prediction } of bestPairs(group, rule.aim)) {
      partnerOf[reference] = prediction;
      takenBy[prediction] = reference;
    }
  }
  const matched = ranked.filter(({ reference, prediction }) => partnerOf[reference] === prediction);
  return assembleMatching(rule, table, {
    matches: matched.map(({ reference, prediction }) => matchOf(table, [reference], [prediction])),
    reasons: pairReasons(table, rule, ranked, partnerOf, takenBy),
  });
}

/** The pairs of each connected part of the graph whose edges they are. */
function connectedGroups(pairs: readonly Candidate[]): Candidate[][] {
  const parents = new Map<number, number>();
  const root = (node: number): number => {
    let at = node;
    for (let up = parents.get(at); up !== undefined; up = parents.get(at)) {
      const higher = parents.get(up);
      if (higher !== undefined) parents.set(at, higher);
      at = up;
    }
    return at;
  };
  for (const { reference, prediction } of pairs) {
    const [a, b] = [root(reference), root(-prediction)];
    if (a !== b) parents.set(b, a);
  }
  const groups = new Map<number, Candidate[]>();
  for (const pair of pairs) {
    const key = root(pair.reference);
    const group = groups.get(key);
    if (group) group.push(pair);
    else groups.set(key, [pair]);
  }
  return [...groups.values()];
}

function bestPairs(group: readonly Candidate[], aim: 'score' | 'count'): readonly Candidate[] {
  if (group.length === 1) return group;
  const references = [...new Set(group.map(({ reference }) => reference))].sort((a, b) => a - b);
  const predictions = [...new Set(group.map(({ prediction }) => prediction))].sort((a, b) => a - b);
  const rowOf = new Map(references.map((id, row) => [id, row]));
  const columnOf = new Map(predictions.map((id, column) => [id, column]));
  const gains = references.map(() => new Float64Array(predictions.length));
  // A score is at most 1: with a bonus of 1 + the number of pairs, one more pair outweighs every gain in score.
  const bonus = aim === 'count' ? 1 + group.length : 0;
  const place = ({ reference, prediction }: Candidate) =>
    [rowOf.get(reference) ?? 0, columnOf.get(prediction) ?? 0] as const;
  for (const pair of group) {
    const [row, column] = place(pair);
    gains[row][column] = pair.score + bonus;
  }
  const columns = assign(gains);
  return group.filter((pair) => columns[place(pair)[0]] === place(pair)[1]);
}
