import { useState } from 'react';
import type { KeptEntry } from '../../state/kept/keptModel';
import { useActions, useApp } from '../AppContext';
import { DialogFrame } from '../parts/DialogFrame';
import frame from '../parts/dialog.module.css';
import { KeptDiff } from './KeptDiff';
import { KeptFoot } from './KeptFoot';
import { KeptTable } from './KeptTable';
import { KeptTools } from './KeptTools';
import styles from './kept.module.css';
import { formatDate } from './keptWords';

/** The runs that are kept in this browser: open, compare, rename, save, delete. */
export function KeptDialog() {
  const isOpen = useApp((state) => state.kept.isOpen);
  const { closeKeptList } = useActions();
  return (
    <DialogFrame title="Kept runs" isOpen={isOpen} onClose={closeKeptList} height={680}>
      <KeptBody />
    </DialogFrame>
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
      <Dropped />
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

/** Which runs had to go since the page was opened. */
function Dropped() {
  const dropped = useApp((state) => state.kept.dropped);
  if (dropped.length === 0) return null;
  const names = dropped.slice(-3).map(({ name, keptAt }) => `${name} (${formatDate(keptAt)})`);
  const more = dropped.length > names.length ? `, and ${dropped.length - names.length} before` : '';
  return (
    <p className={styles.dropped} role="status">
      Dropped to make room: {names.join(', ')}
      {more}.
    </p>
  );
}

function NoRuns() {
  const isRead = useApp((state) => state.kept.isRead);
  const isOn = useApp((state) => state.kept.isOn);
  const hasTrouble = useApp((state) => state.kept.trouble !== null);
  const words = isOn
    ? 'Nothing is kept yet. Train: the run is kept here when it is paused, and about every 20 seconds while it goes on.'
    : 'Nothing is kept, and keeping is switched off.';
  if (hasTrouble) return <p className={frame.empty}>No kept runs to show.</p>;
  return <p className={frame.empty}>{isRead ? words : 'Looking…'}</p>;
}
