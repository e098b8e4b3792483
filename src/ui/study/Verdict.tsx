import type { ReactNode } from 'react';
import type { ArmSummary } from '../../core/study/summary';
import { judge, verdictOf } from '../../core/study/verdict';
import { namedDifferences } from '../../core/study/verdicts';
import { remarkOn } from '../../lessons/study';
import styles from './study.module.css';

interface Props {
  readonly name: ReactNode;
  /** What it is held against. */
  readonly against: ReactNode;
  readonly row: Pick<ArmSummary, 'scores'>;
}

/** By how much one differs from the first, in a sentence, and how far that may be trusted. */
export function Verdict({ name, against, row }: Props) {
  const differences = namedDifferences(row);
  return (
    <p className={styles.verdict}>
      <strong>
        {name} against {against}:
      </strong>{' '}
      {verdictOf(differences)}. <span className={styles.remark}>{remarkOn(judge(differences))}</span>
    </p>
  );
}
