import type { MatchingRule, PairThreshold } from './rule';

/** A rule in a few words with its numbers, and whose it is: "one to one, IoU ≥ 0.5, best first". */
export function ruleWords(rule: MatchingRule): string {
  switch (rule.kind) {
    case 'anyOverlap':
      return 'any shared voxel';
    case 'share':
      return `share of the blob > ${percent(rule.minShare)}`;
    case 'greedy':
      return `one to one, ${thresholdWords(rule)}, best first`;
    case 'optimal':
      return `one to one, ${thresholdWords(rule)}, ${rule.aim === 'score' ? 'largest sum' : 'most pairs'}`;
    case 'manyToOne':
      return `many to one, ${thresholdWords(rule)}, merged where better`;
    case 'dilateAndMerge':
      return `dilate by ${rule.dilation} and merge, above ${rule.minVolumeMm3} mm³`;
    case 'msseg':
      return `alpha ${percent(rule.alpha)}, beta ${percent(rule.beta)}, gamma ${percent(rule.gamma)}`;
    case 'voronoi':
      return `Dice in the Voronoi cell > ${rule.minDice}`;
    default:
      return rule satisfies never;
  }
}

/** Who takes matches so. */
export const ruleMakers: Readonly<Record<MatchingRule['kind'], string>> = {
  anyOverlap: "ISLES'22, WMH 2017",
  share: 'MetricsReloaded (mask_ior)',
  greedy: 'panoptica (naive)',
  optimal: 'panoptica (bipartite)',
  manyToOne: 'panoptica (maximise merge)',
  dilateAndMerge: 'BraTS 2023',
  msseg: 'MSSEG',
  voronoi: 'CC-Metrics (cells)',
};

function thresholdWords({ score, threshold, isStrict = false }: PairThreshold): string {
  return `${score === 'iou' ? 'IoU' : 'Dice'} ${isStrict ? '>' : '≥'} ${threshold}`;
}

function percent(share: number): string {
  return `${Number((100 * share).toFixed(2))} %`;
}
