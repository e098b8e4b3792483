import { CloseButton } from '@mantine/core';
import { useActions, useApp } from '../AppContext';
import { WorkBar } from '../parts/WorkBar';
import styles from './messages.module.css';

/** How far the scan that was asked for has come, or why it did not open. */
export function OpeningState() {
  const opening = useApp((state) => state.opening);
  const { cancelOpening } = useActions();
  switch (opening.phase) {
    case 'idle':
      return null;
    case 'busy':
      return <WorkBar className={`${styles.message} ${styles.work}`} {...opening} onCancel={cancelOpening} />;
    case 'failed':
      return (
        <div className={styles.message} data-tone="error" role="alert">
          <p>{opening.message}</p>
          <CloseButton size="sm" aria-label="Dismiss" onClick={cancelOpening} />
        </div>
      );
    default:
      return opening satisfies never;
  }
}
