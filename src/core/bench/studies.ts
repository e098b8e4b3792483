import { keepLarge } from '../metrics/filter';
import { defaultRules, matchingKinds } from '../metrics/matching/rule';
import { compareRules, type RuleRow } from '../metrics/report';
import { bestPoint, defaultThresholds, type Sweep, type SweepPoint, sweepThresholds } from '../metrics/sweep';
import type { Followed } from './answerQuestion';
import { evaluate } from './evaluate';
import { cutoffLogit } from './logits';
import type { BenchQuestion } from './question';

/** Every rule on the prediction, in the order in which they are offered: the chosen one with its own numbers, the others with their makers'. */
export function rulesSideBySide(followed: Followed, question: BenchQuestion): RuleRow[] {
  const { benchCase, reference, components } = followed;
  const { rule: chosen } = question.instances;
  const rules = matchingKinds.map((kind) => (kind === chosen.kind ? chosen : defaultRules[kind]));
  return compareRules(evaluate(benchCase, reference, components, question), rules);
}

/** A sweep of the threshold in steps, so that whoever makes it can listen to others in between. */
export interface SweepInSteps {
  /** Ascending; the threshold of the question is among them. */
  readonly thresholds: readonly number[];
  readonly at: (threshold: number) => SweepPoint;
  readonly together: (points: readonly SweepPoint[]) => Sweep;
}

/** The sweep of a prediction by the rule, connectivity and minimum size of the question. */
export function sweepInSteps({ reference, logits }: Followed, question: BenchQuestion): SweepInSteps {
  const { rule, connectivity, minimumVoxels: minVoxels } = question.instances;
  const kept = reference.derived(`voxels ${minVoxels}`, (all) => keepLarge(all, minVoxels));
  return {
    thresholds: [...new Set([...defaultThresholds, question.threshold])].sort((a, b) => a - b),
    at: (threshold) => {
      // The logits themselves are cut, where the answer cuts them: probabilities made of them are rounded once more.
      const settings = { connectivity, rule, minVoxels, thresholds: [cutoffLogit(threshold)] };
      return { ...sweepThresholds(kept, logits, settings).points[0], threshold };
    },
    together: (points) => ({ points, best: bestPoint(points) }),
  };
}
