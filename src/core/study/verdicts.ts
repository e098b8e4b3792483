import type { Study } from './study';
import type { ArmSummary, LossSummary } from './summary';
import type { TrialScoreName } from './trial';
import { type NamedDifference, verdictOf } from './verdict';

/** The scores that a verdict names: at threshold 0.5, and then at matched operating points. */
const judged: readonly { readonly score: TrialScoreName; readonly name: string }[] = [
  { score: 'smallSensitivity', name: 'small-blob sensitivity' },
  { score: 'precision', name: 'precision' },
  { score: 'f1', name: 'F1' },
  { score: 'bestF1', name: 'best F1' },
  { score: 'sensitivityAt1Fp', name: 'sensitivity at 1 false positive a case' },
];

/** By how much a row differs from the first one, in the scores that a verdict names. */
export function namedDifferences({ scores }: Pick<ArmSummary, 'scores'>): NamedDifference[] {
  return judged.map(({ name, score }) => ({ name, difference: scores[score].difference }));
}

export interface StudyVerdict {
  readonly task: LossSummary['task'];
  readonly lossId: string;
  readonly words: string;
}

/** A verdict for every task and loss but the first loss, which they are held against. */
export function studyVerdicts(study: Study, summaries: readonly LossSummary[]): StudyVerdict[] {
  return summaries
    .filter(({ lossId }) => lossId !== study.losses[0].id)
    .map((row) => ({ task: row.task, lossId: row.lossId, words: verdictOf(namedDifferences(row)) }));
}
