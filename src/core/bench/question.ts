import type { Connectivity } from '../case';
import type { LossSettings } from '../settings';

/** How predicted instances and blobs are matched. */
export const matchingRules = [
  'any_overlap',
  'overlap_share',
  'iou_greedy',
  'iou_optimal',
  'many_to_one',
  'dilate_and_merge',
  'msseg',
  'voronoi',
] as const;
export type MatchingRule = (typeof matchingRules)[number];

/** What an instance is and when two of them match. */
export interface InstanceSettings {
  readonly rule: MatchingRule;
  /** The IoU, or the share, that a match needs; 0..1. Rules that need none ignore it. */
  readonly matchFrom: number;
  /** Neighbours that join predicted voxels into one component. */
  readonly connectivity: Connectivity;
  /** Components and blobs of fewer voxels are left out of the instance metrics. */
  readonly minimumVoxels: number;
  /** Blobs that touch after so many dilations count as one in the rule that merges; voxels. */
  readonly dilation: number;
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
  /** The volume that the answer brings for the overlay beside the outcome; null = none. */
  readonly heat: HeatKind | null;
  /** The blob whose term is looked through; null = none. */
  readonly seenBlob: number | null;
}
