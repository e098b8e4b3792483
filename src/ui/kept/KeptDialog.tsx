import { Modal } from '@mantine/core';
import { useState } from 'react';
import type { KeptEntry } from '../../state/keptModel';
import { useActions, useApp } from '../AppContext';
import { KeptDiff } from './KeptDiff';
import { KeptFoot } from './KeptFoot';
import { KeptTable } from './KeptTable';
import { KeptTools } from './KeptTools';
import styles from './kept.module.css';

/** The runs that are kept in this browser: open, compare, rename, save, delete. */
export function KeptDialog() {
  const isOpen = useApp((state) => state.kept.isOpen);
  const { closeKeptList } = useActions();
  return (
    <Modal
      opened={isOpen}
      onClose={closeKeptList}
      title="Kept runs"
      size={984}
      yOffset={12}
      padding="lg"
      classNames={{ content: styles.dialog ?? '', body: styles.body ?? '' }}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <KeptBody />
    </Modal>
  );
}

function KeptBody() {
  const entries = useApp((state) => state.kept.entries);
  const damaged = useApp((state) => state.kept.damaged);
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const chosen = ticked.flatMap((id) => entries.find((entry) => entry.id === id) ?? []);
  const tick = ({ id }: KeptEntry) =>
    setTicked(ticked.includes(id) ? ticked.filter((other) => other !== id) : [...ticked.slice(-1), id]);
  return (
    <>
      <KeptTools />
      <Troubles />
      {entries.length + damaged.length === 0 ? (
        <NoRuns />
      ) : (
        <KeptTable entries={entries} damaged={damaged} ticked={ticked} onTick={tick} />
      )}
      {entries.length > 1 && <KeptDiff chosen={chosen} />}
      <KeptFoot />
    </>
  );
}

function Troubles() {
  const trouble = useApp((state) => state.kept.trouble);
  const importProblem = useApp((state) => state.kept.importProblem);
  return [trouble, importProblem].map(
    (sentence) =>
      sentence && (
        <p key={sentence} className={styles.trouble} role="alert">
          {sentence}
        </p>
      ),
  );
}

function NoRuns() {
  const isRead = useApp((state) => state.kept.isRead);
  const isOn = useApp((state) => state.kept.isOn);
  const hasTrouble = useApp((state) => state.kept.trouble !== null);
  const words = isOn
    ? 'Nothing is kept yet. Train: the run is kept here when it is paused, and about every 20 seconds while it goes on.'
    : 'Nothing is kept, and keeping is switched off.';
  if (hasTrouble) return <p className={styles.empty}>No kept runs to show.</p>;
  return <p className={styles.empty}>{isRead ? words : 'Looking…'}</p>;
}
