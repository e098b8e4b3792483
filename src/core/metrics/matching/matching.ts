import type { MatchReason } from './reason';
import type { MatchingRule } from './rule';

/** Components that a rule takes as one and the same object: several on a side where the rule merges them. */
export interface Match {
  readonly references: readonly number[];
  readonly predictions: readonly number[];
  /** Shared voxels, IoU and Dice of the two unions; in a Voronoi cell, of what lies in the cell. */
  readonly voxels: number;
  readonly iou: number;
  readonly dice: number;
}

/** What a rule makes of an overlap table; ids ascending. */
export interface Matching {
  readonly rule: MatchingRule;
  readonly matches: readonly Match[];
  readonly matchedReferences: readonly number[];
  readonly missedReferences: readonly number[];
  /** Left out of every count because the rule drops small ones. */
  readonly ignoredReferences: readonly number[];
  readonly matchedPredictions: readonly number[];
  readonly falsePredictions: readonly number[];
  /** Objects that the rule counts: components, or lesions merged from several. */
  readonly counts: MatchCounts;
  /** Why each reference component is matched or not, index = id - 1. */
  readonly reasons: readonly MatchReason[];
}

export interface MatchCounts {
  readonly truePositives: number;
  readonly falseNegatives: number;
  readonly falsePositives: number;
  /** Predictions that the rule takes as true; the precision of rules that are not one to one is over these. */
  readonly truePredictions: number;
}
