import { useApp } from '../AppContext';
import { formatMany } from '../format';
import styles from './kept.module.css';
import { formatBytes } from './keptWords';

/** What the runs take, and what is in them. */
export function KeptFoot() {
  const bytes = useApp(({ kept }) => kept.entries.reduce((sum, entry) => sum + entry.bytes, 0));
  const count = useApp(({ kept }) => kept.entries.length);
  const quotaBytes = useApp((state) => state.kept.quotaBytes);
  const quota = quotaBytes === null ? '' : ` of about ${formatBytes(quotaBytes)} that the browser allows`;
  return (
    <div className={styles.foot}>
      <span>
        {formatMany(count, 'run')}, {formatBytes(bytes)}
        {quota}
      </span>
      <span>
        Kept in this browser only: curves, predictions, settings and checkpoints; never the scan. Whoever uses this
        browser can open them.
      </span>
    </div>
  );
}
