import type { Connectivity } from '../case';
import type { MetricGroup } from '../metrics/catalogue/metric';
import type { MatchingRule } from '../metrics/matching/rule';
import type { LossSettings } from '../settings';

/** What an instance is and when two of them match. */
export interface InstanceSettings {
  readonly rule: MatchingRule;
  /** Neighbours that join predicted voxels into one component; the blobs keep those of the case. */
  readonly connectivity: Connectivity;
  /** Components and blobs of fewer voxels are left out of the matching and the instance metrics; 1 = none. */
  readonly minimumVoxels: number;
}

/** Which gradient is looked at: of the global term, of the instance term, or alpha and beta of the loss settings mixed. */
export type HeatKind = 'global' | 'instance' | 'mixed';

/** All that decides the answer to a prediction, besides the prediction. */
export interface BenchQuestion {
  /** The chosen loss: its ledger, gradient shares and heat; the other losses of the family share its numbers. */
  readonly loss: LossSettings;
  /** A voxel is predicted when its probability is strictly above this. */
  readonly threshold: number;
  readonly instances: InstanceSettings;
  /** How far surfaces may lie apart in the normalised surface Dice, mm. */
  readonly toleranceMm: number;
  /** Which metrics are wanted; those that cost distances are asked for when there is time. */
  readonly metrics: readonly MetricGroup[];
  /** Whether the answer brings the probability as a volume. */
  readonly probability: boolean;
  /** Whether the answer brings the gradients of both terms as volumes. */
  readonly heat: boolean;
  /**
   * How sure an error counts at most where pulls and heat are taken, 0.5..1; 1 = as sure as it is. Values of losses and
   * metrics never depend on it.
   */
  readonly surestError: number;
  /** The blob whose term is looked through; null = none. */
  readonly seenBlob: number | null;
  /** A voxel of the predicted component that is looked at; null = none. */
  readonly seenVoxel: number | null;
  /** Whether the answer lists the false components. */
  readonly falseComponents: boolean;
}
