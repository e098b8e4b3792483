import { backendNames } from '../../lessons/settings';
import type { AppState } from '../../state/model';
import { useApp } from '../AppContext';
import { formatSpeed } from '../format';
import { Named } from '../parts/Named';
import { laneWord } from '../runWords';
import styles from './header.module.css';

/** Which backend trains, and how fast. Nothing before a lane stands. */
export function BackendBadge() {
  const words = useApp(badgeWords);
  const why = useApp(({ lane }) => ('facts' in lane ? lane.facts.why : ''));
  const isBusy = useApp(({ lane }) => lane.phase === 'training' || lane.phase === 'predicting');
  if (words === null) return null;
  return (
    <span className={styles.badge}>
      <i className={styles.dot} data-busy={isBusy} aria-hidden />
      <Named name={words} explanation={why} />
    </span>
  );
}

function badgeWords({ lane, run }: AppState): string | null {
  if (!('facts' in lane)) return null;
  const name = backendNames[lane.facts.backend];
  if (lane.phase === 'training' && run.stepsPerSecond !== null)
    return `${name} · ${formatSpeed(run.stepsPerSecond)} steps/s`;
  return `${name} · ${laneWord(lane)}`;
}
