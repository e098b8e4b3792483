import type { LabelledPair } from '../labelled';
import { matchAnyOverlap, matchByShare } from './byOverlap';
import { matchByDilation } from './dilateAndMerge';
import { matchGreedily } from './greedy';
import { matchManyToOne } from './manyToOne';
import type { Matching } from './matching';
import { matchByMsseg } from './msseg';
import { matchOptimally } from './optimal';
import type { MatchingRule } from './rule';
import { matchByCell } from './voronoi';

/** Who is found, who is missed, who is false, by a rule. All but the last two rules need only the overlap table. */
export function matchInstances(rule: MatchingRule, pair: LabelledPair): Matching {
  switch (rule.kind) {
    case 'anyOverlap':
      return matchAnyOverlap(rule, pair.table);
    case 'share':
      return matchByShare(rule, pair.table);
    case 'greedy':
      return matchGreedily(rule, pair.table);
    case 'optimal':
      return matchOptimally(rule, pair.table);
    case 'manyToOne':
      return matchManyToOne(rule, pair.table);
    case 'msseg':
      return matchByMsseg(rule, pair.table);
    case 'dilateAndMerge':
      return matchByDilation(rule, pair);
    case 'voronoi':
      return matchByCell(rule, pair);
    default:
      return rule satisfies never;
  }
}
