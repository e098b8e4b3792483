import type { TermSums } from '../losses/terms/termSums';
import type { MetricDefinition, MetricGroup } from '../metrics/catalogue/metric';
import type { MatchReason } from '../metrics/matching/reason';
import type { MatchingRule } from '../metrics/matching/rule';
import type { BaseLoss, Scheme } from '../settings';
import type { Edit, Start } from './edits/edit';
import type { ChosenComponent, FalseComponents } from './predictedComponents';
import type { PullFields } from './pulls/pullFields';

/** What the bench says of a prediction; plain enough for JSON. The same order of blobs everywhere: index = id - 1. */
export interface BenchAnswer {
  /** Rises with each change of the prediction. */
  readonly revision: number;
  readonly start: Start;
  /** The newest edit that stands; null = none since the start. */
  readonly lastEdit: Edit | null;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly rows: readonly BenchRow[];
  readonly losses: readonly BenchLoss[];
  readonly metrics: readonly BenchMetric[];
  readonly totals: BenchTotals;
  readonly tide: Tide;
  readonly matching: BenchMatching;
  /** The look through one blob's term, where the question names one. */
  readonly seen: SeenBlob | null;
  /** The predicted component that holds the voxel that is looked at; null = nothing is predicted there, or none is looked at. */
  readonly component: ChosenComponent | null;
  /** Null = the list was not asked for. */
  readonly falseComponents: FalseComponents | null;
  readonly timing: BenchTiming;
}

/** One blob in the ledger. Probability sums are "soft voxels": a voxel at p = 0.3 is 0.3 of one. */
export interface BenchRow {
  readonly id: number;
  readonly voxels: number;
  readonly volumeMm3: number;
  /** Mean probability inside the blob, 0..1. */
  readonly meanProbability: number;
  /** Share of its voxels above the threshold, 0..1. */
  readonly recall: number;
  /** Sum of the probability over its cell outside the blob, soft voxels. */
  readonly falsePositiveMass: number;
  /** Its part of 2 sum(p y), the numerator of the global soft Dice, 0..1; null where that is 0. */
  readonly shareOfNumerator: number | null;
  /** Its part of sum(p) + sum(y), the denominator of the global soft Dice (false positives belong to the cell they lie in), 0..1. */
  readonly shareOfDenominator: number | null;
  /** Its own term in the instance term of the chosen loss; null where that loss gives none. */
  readonly ownTerm: number | null;
  readonly pull: Pull;
  /** Its part of all pull on blobs under the global term alone, 0..1; null where nothing pulls. */
  readonly shareOfGlobal: number | null;
  /** The same under the instance term alone. */
  readonly shareOfInstance: number | null;
  /** shareOfInstance - shareOfGlobal: how much the global term ignores this blob. */
  readonly ignored: number | null;
  /** `leftOut` = the rule, or the minimum size, does not count it. */
  readonly match: 'found' | 'missed' | 'leftOut';
  /** Why; null where the minimum size leaves it out. */
  readonly reason: MatchReason | null;
}

/**
 * Sums of |dL/dlogit| over the voxels of a blob, and of its cell outside it, for each term with weight 1. Where both terms pull every
 * voxel the same way, as in all losses of this family, the pull of alpha global + beta instance is alpha times the one plus beta times
 * the other.
 */
export interface Pull {
  readonly globalInside: number;
  readonly globalOutside: number;
  readonly instanceInside: number;
  readonly instanceOutside: number;
}

/** A loss of the family on this prediction. */
export interface BenchLoss {
  /** "global/dice", "blob/dice", "cc/dice_bce" ... */
  readonly id: string;
  /** Null = the base on the whole scan; else the instance term of this scheme alone. */
  readonly scheme: Scheme | null;
  readonly base: BaseLoss;
  readonly value: number;
  /** The part of each blob in an instance term, index = id - 1: its own term ("blob"), that of its cell ("cc"), or what it adds. */
  readonly blobTerms: readonly number[] | null;
  /** One sentence, where something is to be said of the value. */
  readonly note: string | null;
}

export interface BenchMetric extends Pick<MetricDefinition, 'id' | 'name' | 'maker' | 'unit' | 'better' | 'words'> {
  readonly group: MetricGroup;
  /** Null = undefined; may be infinite. */
  readonly value: number | null;
  /** Why it is undefined, or what the definitions say of an empty mask. */
  readonly note: string | null;
}

/** Sums over the whole volume. */
export interface BenchTotals {
  readonly blobs: number;
  readonly blobVoxels: number;
  /** Voxels above the threshold, those of them inside blobs and outside. */
  readonly predictedVoxels: number;
  readonly overlapVoxels: number;
  readonly falsePositiveVoxels: number;
  /** 2 sum(p y) and sum(p) + sum(y) of the global soft Dice, soft voxels. */
  readonly numerator: number;
  readonly denominator: number;
  readonly pull: Pull;
}

/**
 * The tide: a blob's own Dice term pulls with about 2 / (|C| + F), so a blob is heard only when its voxels are not few against the false
 * positives that its term is charged with. Soft voxels.
 */
export interface Tide {
  /** F of blob loss: all false-positive mass, charged to every blob. */
  readonly global: number;
  /** F of CC losses: the mass in each blob's own cell; index = id - 1. */
  readonly perCell: readonly number[];
}

export interface BenchMatching {
  readonly rule: MatchingRule;
  /** Predicted components, after the minimum size. */
  readonly components: number;
  readonly found: number;
  readonly missed: number;
  readonly falseComponents: number;
  readonly precision: number | null;
  readonly sensitivity: number | null;
  readonly f1: number | null;
  /** Which components count as which blobs; several on a side where the rule merges them. */
  readonly matches: readonly BenchMatch[];
}

/** Components that a rule takes as one and the same object. */
export interface BenchMatch {
  readonly blobs: readonly number[];
  readonly components: readonly number[];
  readonly iou: number;
  readonly dice: number;
}

/** What the own term of a blob sees, and what a perfect prediction pays in it under each way of masking. */
export interface SeenBlob {
  readonly blob: number;
  /** Voxels that its term masks away: those of the other blobs ("blob"), all beyond its cell ("cc", "bicc"), none (the weighted schemes). */
  readonly maskedVoxels: number;
  readonly term: number | null;
  /** In blob loss over the chosen base, whatever the scheme; null where blob loss is not defined over it. */
  readonly perfectPays: {
    readonly probability: number;
    readonly logit: number;
    /** The other blobs stay as they are and count as false positives. */
    readonly none: number;
  } | null;
  /** What its own term is computed from; null where the loss gives a blob no term of its own (the weighted schemes, top-k). */
  readonly ownSums: TermSums | null;
  /** What the global term is computed from; null for top-k, which ranks voxels. */
  readonly globalSums: TermSums | null;
}

/** Where the time of an answer went. */
export interface BenchTiming {
  /** The touch itself, with the sums and components that follow it. */
  readonly editMs: number;
  /** Components made anew, after another threshold or connectivity or another beginning. */
  readonly componentsMs: number;
  readonly lossesMs: number;
  readonly metricsMs: number;
  readonly volumesMs: number;
  readonly totalMs: number;
}

/** The arrays of an answer, one entry per voxel, flat, x fastest; null = not asked for. */
export interface BenchVolumes {
  /** One code of `outcome` (core/terms) per voxel. */
  readonly outcome: Uint8Array<ArrayBuffer>;
  /** 0..1 */
  readonly probability: Float32Array<ArrayBuffer> | null;
  /** dL/dlogit of both terms, apart. */
  readonly pulls: PullFields | null;
  /** 1 = masked away from the term of the seen blob. */
  readonly masked: Uint8Array<ArrayBuffer> | null;
  /** Not one entry per voxel: the voxels of the component that is looked at, ascending. */
  readonly component: Int32Array<ArrayBuffer> | null;
}
