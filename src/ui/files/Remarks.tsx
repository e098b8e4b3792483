import { CloseButton } from '@mantine/core';
import { useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { useApp } from '../AppContext';
import styles from './files.module.css';
import { notTaken } from './notTaken';

/** What was done to the files; until dismissed. */
export function Remarks() {
  const ofCase = useApp((state) => state.openCase?.remarks);
  const besides = useApp(useShallow(notTaken));
  const caseRevision = useApp((state) => state.caseRevision);
  const [dismissedRevision, setDismissedRevision] = useState(-1);
  const remarks = [...(ofCase ?? []), ...besides];
  if (remarks.length === 0 || dismissedRevision === caseRevision) return null;
  return (
    <div className={styles.remarks} role="status">
      <ul>
        {remarks.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <CloseButton size="sm" aria-label="Dismiss the remarks" onClick={() => setDismissedRevision(caseRevision)} />
    </div>
  );
}
