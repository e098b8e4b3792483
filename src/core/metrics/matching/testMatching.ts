import { textPair } from '../buildPairs';
import { explainMatch } from './explain';
import { matchInstances } from './matchInstances';
import type { Matching } from './matching';
import type { MatchingRule } from './rule';

/** For tests: what a rule makes of two rows of voxels, as `textPair` reads them. */
export function match(rule: MatchingRule, reference: string, prediction: string): Matching {
  return matchInstances(rule, textPair(reference, prediction));
}

/** For tests: of each blob why it was found or missed. */
export function words(rule: MatchingRule, reference: string, prediction: string): string[] {
  return match(rule, reference, prediction).reasons.map(explainMatch);
}
