import { Button } from '@mantine/core';
import { persistenceWords } from '../../lessons/kept';
import { keptLimits } from '../../state/kept/keptLimits';
import { useActions, useApp } from '../AppContext';
import { formatMany } from '../format';
import frame from '../parts/dialog.module.css';
import styles from './kept.module.css';
import { formatBytes } from './keptWords';

/** What the runs take, how long they stay, and what is in them. */
export function KeptFoot() {
  const bytes = useApp(({ kept }) => kept.entries.reduce((sum, entry) => sum + entry.bytes, 0));
  const count = useApp(({ kept }) => kept.entries.length);
  const quotaBytes = useApp((state) => state.kept.quotaBytes);
  const quota = quotaBytes === null ? '' : ` of about ${formatBytes(quotaBytes)} that the browser allows`;
  return (
    <div className={`${frame.foot} ${styles.foot}`}>
      <span>
        {formatMany(count, 'run')}, {formatBytes(bytes)}
        {quota}. Of those that are not pinned the newest {keptLimits.runs} stay, {keptLimits.bytes / 1e6} MB at most;
        pinned ones and those you have named stay until you delete them. <Persistence />
      </span>
      <span>
        Kept in this browser only: curves, predictions, settings and checkpoints; never the scan. Whoever uses this
        browser can open them.
      </span>
    </div>
  );
}

/** Whether the browser may clear them by itself, and how to ask it not to. */
function Persistence() {
  const persistence = useApp((state) => state.kept.persistence);
  const { askToPersist } = useActions();
  return (
    <>
      {persistenceWords[persistence]}
      {persistence === 'none' && (
        <>
          {' '}
          <Button size="compact-sm" variant="subtle" className={styles.ask} onClick={askToPersist}>
            Ask it to keep them
          </Button>
        </>
      )}
    </>
  );
}
