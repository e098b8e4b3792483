import type { OverlapTable } from '../overlaps';
import type { Match, MatchCounts, Matching } from './matching';
import type { MatchReason } from './reason';
import type { MatchingRule } from './rule';

/** What a rule has found out; the rest of a matching follows from it. */
export interface Findings {
  readonly matches: readonly Match[];
  readonly reasons: readonly MatchReason[];
  /** Predictions taken as true; by default those of the matches. */
  readonly matchedPredictions?: readonly number[];
  readonly ignoredReferences?: readonly number[];
  readonly counts?: Partial<MatchCounts>;
}

/** Completes what a rule has found to a matching: who is missed, who is false, and how many. */
export function assembleMatching(rule: MatchingRule, table: OverlapTable, findings: Findings): Matching {
  const matchedReferences = ascending(findings.matches.flatMap(({ references }) => references));
  const ignoredReferences = findings.ignoredReferences ?? [];
  const matchedPredictions =
    findings.matchedPredictions ?? ascending(findings.matches.flatMap(({ predictions }) => predictions));
  const missedReferences = others(table.referenceCount, [...matchedReferences, ...ignoredReferences]);
  const falsePredictions = others(table.predictionCount, matchedPredictions);
  return {
    rule,
    matches: findings.matches,
    matchedReferences,
    missedReferences,
    ignoredReferences,
    matchedPredictions,
    falsePredictions,
    counts: {
      truePositives: matchedReferences.length,
      falseNegatives: missedReferences.length,
      falsePositives: falsePredictions.length,
      truePredictions: matchedPredictions.length,
      ...findings.counts,
    },
    reasons: findings.reasons,
  };
}

/** A match of some components with its shared voxels, IoU and Dice. */
export function matchOf(table: OverlapTable, references: readonly number[], predictions: readonly number[]): Match {
  const isPartner = new Set(predictions);
  let voxels = 0;
  for (const id of references)
    for (const pair of table.ofReference[id]) if (isPartner.has(pair.prediction)) voxels += pair.voxels;
  const size = (sizes: Int32Array, ids: readonly number[]) => ids.reduce((sum, id) => sum + sizes[id], 0);
  const whole = size(table.referenceVoxels, references) + size(table.predictionVoxels, predictions);
  return { references, predictions, voxels, iou: voxels / (whole - voxels), dice: (2 * voxels) / whole };
}

/** Reference ids 1..count. */
export function referenceIds({ referenceCount }: OverlapTable): number[] {
  return Array.from({ length: referenceCount }, (_, k) => k + 1);
}

function ascending(ids: readonly number[]): number[] {
  return [...new Set(ids)].sort((a, b) => a - b);
}

function others(count: number, ids: readonly number[]): number[] {
  const isTaken = new Uint8Array(count + 1);
  for (const id of ids) isTaken[id] = 1;
  const rest: number[] = [];
  for (let id = 1; id <= count; id++) if (!isTaken[id]) rest.push(id);
  return rest;
}
