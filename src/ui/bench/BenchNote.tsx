import { Button, Progress } from '@mantine/core';
import { asSentence } from '../../state/sentence';
import { useActions, useApp } from '../AppContext';
import styles from './bench.module.css';

/** What stands between the user and an answer: the opening, or why the last touch did nothing. */
export function BenchNote() {
  const bench = useApp((state) => state.bench);
  const { startBench } = useActions();
  switch (bench.phase) {
    case 'closed':
      return null;
    case 'opening':
      return (
        <div className={styles.note} role="status">
          <span>{bench.what}</span>
          <Progress className={styles.noteProgress} value={100 * bench.fraction} size={6} aria-label={bench.what} />
        </div>
      );
    case 'failed':
      return (
        <div className={styles.refusal} role="alert">
          <p>{asSentence(bench.message)}</p>
          <Button size="compact-sm" onClick={() => startBench('perfect')}>
            Start from a perfect prediction
          </Button>
        </div>
      );
    case 'open':
      return (
        bench.refusal && (
          <div className={styles.refusal} role="alert">
            <p>{asSentence(bench.refusal)}</p>
          </div>
        )
      );
    default:
      return bench satisfies never;
  }
}
