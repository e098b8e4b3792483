import { Button } from '@mantine/core';
import { useActions, useApp } from '../../AppContext';
import styles from './ledger.module.css';

/** What to do while there is nothing to show. */
export function EmptyBench() {
  const bench = useApp((state) => state.bench);
  const openCase = useApp((state) => state.openCase);
  const { startBench } = useActions();
  if (!openCase) return <p className={styles.empty}>No scan is open.</p>;
  if (!openCase.hasMask) return <p className={styles.empty}>Only a scan is open. Drop its mask to see its blobs.</p>;
  switch (bench.phase) {
    case 'opening':
      return <p className={styles.empty}>{`${bench.what} …`}</p>;
    case 'open':
      return <p className={styles.empty}>The mask has no blob.</p>;
    case 'closed':
    case 'failed':
      return (
        <p className={styles.empty}>
          No prediction yet.
          <Button size="compact-sm" onClick={() => startBench('perfect')}>
            Start from a perfect one
          </Button>
        </p>
      );
    default:
      return bench satisfies never;
  }
}
