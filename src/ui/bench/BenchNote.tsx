import { Button } from '@mantine/core';
import type { BenchWork } from '../../state/benchModel';
import { asSentence } from '../../state/sentence';
import { useActions, useApp } from '../AppContext';
import { useIsLong } from '../parts/useIsLong';
import { WorkBar } from '../parts/WorkBar';
import styles from './bench.module.css';

/** What stands between the user and an answer: what is being done, or why the last touch did nothing. */
export function BenchNote() {
  const bench = useApp((state) => state.bench);
  const { startBench } = useActions();
  switch (bench.phase) {
    case 'closed':
      return null;
    case 'opening':
      return <Opening what={bench.what} fraction={bench.fraction} />;
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
        <>
          <Doing />
          {bench.refusal && (
            <div className={styles.refusal} role="alert">
              <p>{asSentence(bench.refusal)}</p>
            </div>
          )}
        </>
      );
    default:
      return bench satisfies never;
  }
}

/** The first prediction on its way, once it has taken half a second: the ledger says so from the start. */
function Opening(work: BenchWork) {
  return useIsLong(true) ? <Work {...work} /> : null;
}

/** Another prediction on its way to an open bench, as late. */
function Doing() {
  const work = useApp((state) => state.benchWork);
  const isLong = useIsLong(work !== null);
  return work && isLong ? <Work {...work} /> : null;
}

function Work({ what, fraction }: BenchWork) {
  const { stopBench } = useActions();
  return (
    <div className={styles.note}>
      <span>{what}</span>
      <WorkBar className={styles.noteWork} what={what} fraction={fraction} startedAtMs={null} onCancel={stopBench} />
    </div>
  );
}
