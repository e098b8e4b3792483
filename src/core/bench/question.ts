import type { Connectivity } from '../case';
import type { LossSettings } from '../settings';

/** By what a pair of components is judged. */
export type PairScore = 'iou' | 'dice';

/** When a pair is good enough; `isStrict`: only above the threshold, not at it. */
export interface PairThreshold {
  readonly score: PairScore;
  readonly threshold: number;
  readonly isStrict?: boolean;
}

/** When a blob counts as found, and a predicted component as true. Thresholds are shares, 0..1. */
export type MatchingRule =
  | { readonly kind: 'anyOverlap' }
  | { readonly kind: 'share'; readonly minShare: number }
  | ({ readonly kind: 'greedy' } & PairThreshold)
  | ({ readonly kind: 'optimal'; readonly aim: 'score' | 'count' } & PairThreshold)
  | ({ readonly kind: 'manyToOne' } & PairThreshold)
  | { readonly kind: 'dilateAndMerge'; readonly dilation: number; readonly minVolumeMm3: number }
  | { readonly kind: 'msseg'; readonly alpha: number; readonly beta: number; readonly gamma: number }
  | { readonly kind: 'voronoi'; readonly minDice: number };

/** What an instance is and when two of them match. */
export interface InstanceSettings {
  readonly rule: MatchingRule;
  /** Neighbours that join predicted voxels into one component; the blobs keep those of the case. */
  readonly connectivity: Connectivity;
  /** Components and blobs of fewer voxels are left out of the matching and the instance metrics; 1 = none. */
  readonly minimumVoxels: number;
}

/** Which gradient is shown: of the global term, of the instance term, or alpha and beta of the loss settings mixed. */
export type HeatKind = 'global' | 'instance' | 'mixed';

/** All that decides the answer to a prediction, besides the prediction. */
export interface BenchQuestion {
  /** The chosen loss: its ledger, gradient shares and heat; the other losses of the family share its numbers. */
  readonly loss: LossSettings;
  /** A voxel is predicted when its probability is strictly above this. */
  readonly threshold: number;
  readonly instances: InstanceSettings;
  /** Whose gradient the answer brings as a volume; null = none. */
  readonly heat: HeatKind | null;
  /** The blob whose term is looked through; null = none. */
  readonly seenBlob: number | null;
}
