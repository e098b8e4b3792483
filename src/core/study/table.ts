import { csvCell } from '../runCsv';
import type { Study, StudyResult } from './study';
import type { LossSummary, ScoreSummary } from './summary';
import type { StudyTask } from './tasks';
import { type TrialScoreName, trialScoreNames } from './trial';
import { differenceWords } from './verdict';

/** The scores of the paper's table, and those that judge at matched operating points, with their heads. */
export const tableColumns: readonly { readonly score: TrialScoreName; readonly head: string }[] = [
  { score: 'dice', head: 'Dice' },
  { score: 'volumetricSensitivity', head: 'vol. sens.' },
  { score: 'volumetricPrecision', head: 'vol. prec.' },
  { score: 'sensitivity', head: 'inst. sens.' },
  { score: 'smallSensitivity', head: 'small sens.' },
  { score: 'precision', head: 'inst. prec.' },
  { score: 'f1', head: 'F1' },
  { score: 'bestF1', head: 'best F1' },
  { score: 'smallSensitivityAt8Fp', head: 'small ≤ 8 FP' },
];

/** One table a task, under a heading and what is said of the task: each score as mean ± sd, and below it the paired difference to the first loss with its interval. */
export function studyMarkdown(
  study: Study,
  summaries: readonly LossSummary[],
  about: (task: StudyTask) => { readonly title: string; readonly words: string },
): string {
  return study.tasks
    .map((task) => {
      const heads = ['loss', 'seeds', ...tableColumns.map(({ head }) => head)];
      const rows = summaries
        .filter((row) => row.task === task)
        .flatMap((row) => [
          [
            nameOf(study, row.lossId),
            String(row.seeds),
            ...tableColumns.map(({ score }) => meanWords(row.scores[score])),
          ],
          ...differenceRow(row),
        ]);
      const { title, words } = about(task);
      return [`### ${title}`, '', words, '', line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n');
    })
    .join('\n\n');
}

/** Every trial in a line: task, loss, seed, backend, steps, milliseconds of training, then all scores; empty = undefined (0/0). */
export function studyCsv(results: readonly StudyResult[]): string {
  const heads = ['task', 'loss', 'seed', 'backend', 'steps', 'train_ms', ...trialScoreNames];
  const lines = results.map(({ task, lossId, seed, result }) =>
    [
      ...[task, lossId, seed, result.backend, result.steps, Math.round(result.trainMs)],
      ...trialScoreNames.map((name) => result.scores[name] ?? ''),
    ]
      .map(csvCell)
      .join(','),
  );
  return `${[heads.join(','), ...lines].join('\r\n')}\r\n`;
}

/** "0.85 ± 0.02". */
export function meanWords({ mean, sd }: ScoreSummary): string {
  if (mean === null) return '–';
  return sd === null ? mean.toFixed(2) : `${mean.toFixed(2)} ± ${sd.toFixed(2)}`;
}

function differenceRow(row: LossSummary): string[][] {
  const differences = tableColumns.map(({ score }) => row.scores[score].difference);
  if (differences.every((difference) => difference === null)) return [];
  return [['', '', ...differences.map((difference) => (difference ? differenceWords(difference) : '–'))]];
}

function nameOf({ losses }: Study, lossId: string): string {
  return losses.find(({ id }) => id === lossId)?.name ?? lossId;
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
