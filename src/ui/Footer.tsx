import { useApp } from './AppContext';
import { formatDims, formatMany, formatRatio, formatSpacing } from './format';
import styles from './workspace.module.css';

/** What is open, how it is labelled, how the newest prediction scores; and the keys worth knowing. */
export function Footer() {
  const openCase = useApp((state) => state.openCase);
  const scores = useApp((state) => state.prediction?.scores);
  const mode = useApp((state) => state.mode);
  return (
    <footer className={styles.footer}>
      {openCase ? (
        <>
          <span>{`${formatDims(openCase.grid.dims)} · ${formatSpacing(openCase.grid.spacingMm)}`}</span>
          <span>{`${formatMany(openCase.blobs.length, 'blob')} · ${openCase.connectivity}-connected`}</span>
        </>
      ) : (
        <span>No scan open</span>
      )}
      {scores && (
        <span>
          {`sensitivity ${formatRatio(scores.sensitivity)} · precision ${formatRatio(scores.precision)} · F1 ${formatRatio(scores.f1)} · Dice ${formatRatio(scores.dice)}`}
        </span>
      )}
      <span className={styles.hints}>
        {mode === 'train'
          ? 'Space play · → step · B next blob · ? all keys'
          : 'Arrows move · B next blob · O overlay · ? all keys'}
      </span>
    </footer>
  );
}
