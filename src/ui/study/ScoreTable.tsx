import type { ReactNode } from 'react';
import type { ArmSummary } from '../../core/study/summary';
import { meanWords, tableColumns } from '../../core/study/table';
import type { TrialScoreName } from '../../core/study/trial';
import { differenceWords } from '../../core/study/verdict';
import { trialScoreWords } from '../../lessons/study';
import { Named } from '../parts/Named';
import styles from './study.module.css';

export interface ScoreRow extends Pick<ArmSummary, 'seeds' | 'scores'> {
  readonly key: string;
  readonly name: ReactNode;
}

interface Props {
  /** What the rows are: "Loss". */
  readonly head: string;
  readonly caption: string;
  readonly rows: readonly ScoreRow[];
  readonly extra?: { readonly score: TrialScoreName; readonly head: string };
}

/** Mean ± sd of each score, and below it the paired difference to the first row with its interval. */
export function ScoreTable({ head, caption, rows, extra }: Props) {
  const columns = extra ? [...tableColumns, extra] : tableColumns;
  return (
    <table className={styles.table}>
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{head}</th>
          <th scope="col">seeds</th>
          {columns.map((column) => (
            <th scope="col" key={column.score}>
              <Named name={column.head} explanation={trialScoreWords[column.score]} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, name, seeds, scores }) => (
          <tr key={key}>
            <th scope="row">{name}</th>
            <td>{seeds}</td>
            {columns.map(({ score }) => {
              const { difference } = scores[score];
              return (
                <td key={score}>
                  {meanWords(scores[score])}
                  {difference && <small>{differenceWords(difference)}</small>}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
