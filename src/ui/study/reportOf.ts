import type { StudyRecord } from '../../core/study/record';
import { summariseStudy } from '../../core/study/summary';
import { studyMarkdown } from '../../core/study/table';
import { judge, verdictOf } from '../../core/study/verdict';
import { namedDifferences } from '../../core/study/verdicts';
import { chanceRule, honestStudy, remarkOn, studySeeds, trialRule } from '../../lessons/study';
import { aboutTask } from './aboutTask';
import { settingsWords } from './settingsWords';

/** A study to be read by itself, in Markdown: date, backend, settings, tables, what they come to, and how far that may be trusted. */
export function reportOf({ study, results, madeAt, criterion }: StudyRecord): string {
  const summaries = summariseStudy(study, results);
  const nameOf = (lossId: string) => study.losses.find(({ id }) => id === lossId)?.name ?? lossId;
  const verdicts = summaries
    .filter(({ lossId }) => lossId !== study.losses[0].id)
    .map((row) => {
      const differences = namedDifferences(row);
      const { title } = aboutTask(study, [], row.task);
      const remark = remarkOn(judge(differences)) ?? '';
      const names = `${title}, ${nameOf(row.lossId)} against ${nameOf(study.losses[0].id)}`;
      return `- ${names}: ${verdictOf(differences)}. ${remark}`.trimEnd();
    });
  const parts = [
    '# Losses over tasks and seeds',
    `${madeAt.slice(0, 10)}, ${backendsOf(results)}: ${settingsWords(study)}.`,
    honestStudy,
    studyMarkdown(study, summaries, (task) => aboutTask(study, results, task)),
    verdicts.join('\n'),
    `${trialRule} ${chanceRule} ${studySeeds}`,
    criterion ?? '',
  ];
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}

/** "wasm"; of several all. */
export function backendsOf(results: StudyRecord['results']): string {
  return [...new Set(results.map(({ result }) => result.backend))].join(', ') || 'no trial yet';
}
