/** By what a pair of components is judged. */
export type PairScore = 'iou' | 'dice';

/** When a pair is good enough; `isStrict`: only above the threshold, not at it. */
export interface PairThreshold {
  readonly score: PairScore;
  readonly threshold: number;
  readonly isStrict?: boolean;
}

/** When a reference component counts as found, and a predicted one as true. Thresholds are shares, 0..1. */
export type MatchingRule =
  /** One shared voxel is enough (ISLES'22, WMH). */
  | { readonly kind: 'anyOverlap' }
  /** A predicted component covers more than `minShare` of the reference one (MetricsReloaded's mask_ior). */
  | { readonly kind: 'share'; readonly minShare: number }
  /** One to one, the best pair first (panoptica's naive matching). */
  | ({ readonly kind: 'greedy' } & PairThreshold)
  /** One to one, the largest sum of scores (panoptica's bipartite matching) or the most pairs, then the largest sum (BiCC). */
  | ({ readonly kind: 'optimal'; readonly aim: 'score' | 'count' } & PairThreshold)
  /** Several predictions may share one reference where together they score more (panoptica's maximise-merge matching). */
  | ({ readonly kind: 'manyToOne' } & PairThreshold)
  /** References that meet after dilation are one lesion; predictions that touch its dilation belong to it (BraTS 2023). */
  | { readonly kind: 'dilateAndMerge'; readonly dilation: number; readonly minVolumeMm3: number }
  /** Covered by more than alpha, and not by predictions that lie more than beta outside until gamma is explained (MSSEG). */
  | { readonly kind: 'msseg'; readonly alpha: number; readonly beta: number; readonly gamma: number }
  /** Each Voronoi cell is judged alone by its Dice, which must be above `minDice` (the cells of CC-Metrics). */
  | { readonly kind: 'voronoi'; readonly minDice: number };

export type MatchingKind = MatchingRule['kind'];

/** The rules with the numbers that their makers use. */
export const defaultRules: { readonly [Kind in MatchingKind]: Extract<MatchingRule, { kind: Kind }> } = {
  anyOverlap: { kind: 'anyOverlap' },
  share: { kind: 'share', minShare: 0.1 },
  greedy: { kind: 'greedy', score: 'iou', threshold: 0.5 },
  optimal: { kind: 'optimal', aim: 'score', score: 'iou', threshold: 0.5 },
  manyToOne: { kind: 'manyToOne', score: 'iou', threshold: 0.5 },
  dilateAndMerge: { kind: 'dilateAndMerge', dilation: 1, minVolumeMm3: 2 },
  msseg: { kind: 'msseg', alpha: 0.1, beta: 0.7, gamma: 0.65 },
  voronoi: { kind: 'voronoi', minDice: 0 },
};

/** Of all rules, in the order in which they are offered. */
export const matchingKinds: readonly MatchingKind[] = [
  'anyOverlap',
  'share',
  'greedy',
  'optimal',
  'manyToOne',
  'dilateAndMerge',
  'msseg',
  'voronoi',
];
