import { Button } from '@mantine/core';
import { studyRecord } from '../../core/study/record';
import type { Study, StudyResult } from '../../core/study/study';
import { studyCsv } from '../../core/study/table';
import { saveFile } from '../saveFile';
import { reportOf } from './reportOf';
import styles from './study.module.css';

interface Props {
  readonly study: Study;
  readonly results: () => readonly StudyResult[];
  readonly madeAt?: Date;
  readonly criterion?: string | undefined;
  /** Of the files. */
  readonly name: string;
}

/** The study as numbers, as a table to be read, and whole. */
export function StudySave({ study, results, madeAt, criterion, name }: Props) {
  const save = (ending: string, type: string, text: string) =>
    saveFile(`${name}.${ending}`, new Blob([text], { type }));
  const record = () => studyRecord(study, results(), madeAt ?? new Date(), criterion);
  return (
    <div className={styles.buttons}>
      <Button onClick={() => save('csv', 'text/csv', studyCsv(results()))}>Save trials (CSV)</Button>
      <Button onClick={() => save('md', 'text/markdown', reportOf(record()))}>Save table (Markdown)</Button>
      <Button onClick={() => save('json', 'application/json', JSON.stringify(record()))}>Save study (JSON)</Button>
    </div>
  );
}
