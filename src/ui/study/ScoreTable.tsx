import type { ReactNode } from 'react';
import type { PairedDifference } from '../../core/study/pairedDifference';
import type { ArmSummary, ScoreSummary } from '../../core/study/summary';
import { meanWords, tableColumns } from '../../core/study/table';
import { differenceWords, directionOf } from '../../core/study/verdict';
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
  /** More on what it is of. */
  readonly about?: string;
  readonly rows: readonly ScoreRow[];
}

/** Mean ± sd of each score, and below it the paired difference to the first row with its interval; those beyond chance stand out. */
export function ScoreTable({ head, caption, about, rows }: Props) {
  return (
    <table className={styles.table}>
      <caption>
        {caption}
        {about && <span className={styles.about}>{about}</span>}
      </caption>
      <thead>
        <tr>
          <th scope="col">{head}</th>
          <th scope="col">seeds</th>
          {tableColumns.map((column) => (
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
            {tableColumns.map(({ score }) => {
              const { difference } = scores[score];
              return (
                <td key={score}>
                  <Mean {...scores[score]} />
                  {difference && <Difference {...difference} />}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** "0.82 ± 0.02", the deviation smaller. */
function Mean(summary: ScoreSummary) {
  const mean = meanWords({ ...summary, sd: null });
  return (
    <>
      {mean}
      <span className={styles.sd}>{meanWords(summary).slice(mean.length)}</span>
    </>
  );
}

/** The mean of the pairs, and below it the interval. */
function Difference(difference: PairedDifference) {
  const mean = differenceWords({ ...difference, interval: null });
  return (
    <>
      <small data-direction={directionOf(difference)}>{mean}</small>
      <small>{differenceWords(difference).slice(mean.length)}</small>
    </>
  );
}
