import type { ArmSummary } from './summary';
import type { TrialScoreName } from './trial';
import type { NamedDifference } from './verdict';

/** The scores that a verdict names: at threshold 0.5, and then two that a mere shift of the operating point does not move. */
const judged: readonly { readonly score: TrialScoreName; readonly name: string }[] = [
  { score: 'smallSensitivity', name: 'small-blob sensitivity' },
  { score: 'precision', name: 'precision' },
  { score: 'f1', name: 'F1' },
  { score: 'bestF1', name: 'best F1 of all thresholds' },
  { score: 'smallSensitivityAt8Fp', name: 'small-blob sensitivity within 8 false positives a case' },
];

/** By how much a row differs from the first one, in the scores that a verdict names. */
export function namedDifferences({ scores }: Pick<ArmSummary, 'scores'>): NamedDifference[] {
  return judged.map(({ name, score }) => ({ name, difference: scores[score].difference }));
}
