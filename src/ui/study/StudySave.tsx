import { Button } from '@mantine/core';
import { studyRecord } from '../../core/study/record';
import type { Study, StudyResult } from '../../core/study/study';
import { summariseStudy } from '../../core/study/summary';
import { studyCsv, studyMarkdown } from '../../core/study/table';
import { studyVerdicts } from '../../core/study/verdicts';
import { honestStudy, trialRule } from '../../lessons/study';
import { saveFile } from '../saveFile';
import { settingsWords } from './settingsWords';
import styles from './study.module.css';

interface Props {
  readonly study: Study;
  readonly results: () => readonly StudyResult[];
  readonly madeAt?: Date;
  /** Of the files. */
  readonly name: string;
}

/** The study as numbers, as a table to be read, and whole. */
export function StudySave({ study, results, madeAt, name }: Props) {
  const save = (ending: string, type: string, text: string) =>
    saveFile(`${name}.${ending}`, new Blob([text], { type }));
  const json = () => JSON.stringify(studyRecord(study, results(), madeAt ?? new Date()));
  return (
    <div className={styles.buttons}>
      <Button onClick={() => save('csv', 'text/csv', studyCsv(results()))}>Save trials (CSV)</Button>
      <Button onClick={() => save('md', 'text/markdown', markdownOf(study, results()))}>Save table (Markdown)</Button>
      <Button onClick={() => save('json', 'application/json', json())}>Save study (JSON)</Button>
    </div>
  );
}

function markdownOf(study: Study, results: readonly StudyResult[]): string {
  const summaries = summariseStudy(study, results);
  const against = study.losses[0].id;
  const verdicts = studyVerdicts(study, summaries).map(
    ({ task, lossId, words }) => `- ${task}, ${lossId} against ${against}: ${words}`,
  );
  const parts = [settingsWords(study), studyMarkdown(study, summaries), verdicts.join('\n'), honestStudy, trialRule];
  return `${parts.join('\n\n')}\n`;
}
