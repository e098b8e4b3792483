import { Button, CloseButton } from '@mantine/core';
import { useState } from 'react';
import { resumeStep } from '../../state/kept/keptEntry';
import { resumeOffer } from '../../state/kept/resumeOffer';
import { useActions, useApp } from '../AppContext';
import { formatCount } from '../format';
import messages from '../picture/messages.module.css';
import styles from './kept.module.css';
import { formatDate, runWords } from './keptWords';

/** Asks, quietly, whether the run that was not finished is to go on. */
export function ResumeOffer() {
  const entry = useApp(resumeOffer);
  const { openKept, dismissOffer } = useActions();
  const [isBusy, setBusy] = useState(false);
  if (!entry) return null;
  const step = resumeStep(entry);
  const resume = () => {
    setBusy(true);
    void openKept(entry.id).finally(() => setBusy(false));
  };
  return (
    <section className={messages.message} data-tone="info" aria-label="Unfinished run">
      <p className={styles.offer}>
        An unfinished run from {formatDate(entry.keptAt)}: {entry.name}, {runWords(entry)}, step {formatCount(step)} of{' '}
        {formatCount(entry.lanes[0].settings.steps)}.
      </p>
      <Button disabled={isBusy} onClick={resume}>
        Resume at step {formatCount(step)}
      </Button>
      <CloseButton size="sm" aria-label="Do not resume" onClick={() => dismissOffer(entry.id)} />
    </section>
  );
}
