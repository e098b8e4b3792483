import type { BenchAnswer } from '../core/bench/answer';
import { useApp } from './AppContext';
import { formatDims, formatMany, formatRatio, formatSpacing } from './format';
import styles from './workspace.module.css';

/** What is open, how it is labelled, how the newest prediction scores; and the keys worth knowing. */
export function Footer() {
  const openCase = useApp((state) => state.openCase);
  const scores = useApp((state) => (state.mode === 'bench' ? null : state.prediction?.scores));
  const bench = useApp((state) => (state.mode === 'bench' && state.bench.phase === 'open' ? state.bench.answer : null));
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
      {bench && <span>{benchWords(bench)}</span>}
      <span className={styles.hints}>
        {mode === 'train'
          ? 'Space play · → step · B next blob · ? all keys'
          : 'Arrows move · B next blob · O overlay · ? all keys'}
      </span>
    </footer>
  );
}

/** How the touched prediction scores, by the chosen rule. */
function benchWords({ matching: { sensitivity, precision, f1 }, totals }: BenchAnswer): string {
  const whole = totals.predictedVoxels + totals.blobVoxels;
  const dice = whole > 0 ? (2 * totals.overlapVoxels) / whole : null;
  return `sensitivity ${formatRatio(sensitivity)} · precision ${formatRatio(precision)} · F1 ${formatRatio(f1)} · Dice ${formatRatio(dice)}`;
}
