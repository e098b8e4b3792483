import type { MatchingRule } from '../../../core/metrics/matching/rule';

/** A number that a rule can be given. */
export interface RuleNumber {
  readonly key: 'threshold' | 'minShare' | 'minVolumeMm3' | 'alpha' | 'beta' | 'gamma' | 'minDice';
  readonly value: number;
  readonly max: number;
  readonly step: number;
  /** The rule with another value. */
  readonly with: (value: number) => MatchingRule;
}

/** The numbers of a rule that can be set, but for its dilation, which has a control of its own. */
export function ruleNumbers(rule: MatchingRule): readonly RuleNumber[] {
  const share = { max: 1, step: 0.05 } as const;
  switch (rule.kind) {
    case 'anyOverlap':
      return [];
    case 'share':
      return [{ key: 'minShare', value: rule.minShare, ...share, with: (minShare) => ({ ...rule, minShare }) }];
    case 'greedy':
    case 'optimal':
    case 'manyToOne':
      return [{ key: 'threshold', value: rule.threshold, ...share, with: (threshold) => ({ ...rule, threshold }) }];
    case 'dilateAndMerge': {
      const { minVolumeMm3 } = rule;
      return [
        {
          key: 'minVolumeMm3',
          value: minVolumeMm3,
          max: 1000,
          step: 1,
          with: (next) => ({ ...rule, minVolumeMm3: next }),
        },
      ];
    }
    case 'msseg':
      return [
        { key: 'alpha', value: rule.alpha, ...share, with: (alpha) => ({ ...rule, alpha }) },
        { key: 'beta', value: rule.beta, ...share, with: (beta) => ({ ...rule, beta }) },
        { key: 'gamma', value: rule.gamma, ...share, with: (gamma) => ({ ...rule, gamma }) },
      ];
    case 'voronoi':
      return [{ key: 'minDice', value: rule.minDice, ...share, with: (minDice) => ({ ...rule, minDice }) }];
    default:
      return rule satisfies never;
  }
}
