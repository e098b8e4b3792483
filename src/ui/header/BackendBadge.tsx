import { Tooltip, UnstyledButton } from '@mantine/core';
import { backendNames } from '../../lessons/settings';
import type { AppState } from '../../state/model';
import { useActions, useApp } from '../AppContext';
import { formatSpeed } from '../format';
import { laneWord } from '../runWords';
import styles from './header.module.css';

/** Which backend trains, or would train, and how fast; pointing at it says why, pressing it opens the Room check. */
export function BackendBadge() {
  const words = useApp(badgeWords);
  const why = useApp(({ lane, standby }) => ('facts' in lane ? lane.facts.why : (standby?.why ?? '')));
  const isBusy = useApp(({ lane }) => lane.phase === 'training' || lane.phase === 'predicting');
  const { openRoom } = useActions();
  return (
    <Tooltip label={`${why} Press for the Room check: what this machine can do.`.trim()} position="bottom-end">
      <UnstyledButton className={`${styles.badge} ${styles.badgeButton}`} onClick={openRoom}>
        <i className={styles.dot} data-busy={isBusy} aria-hidden />
        <span>{words}</span>
      </UnstyledButton>
    </Tooltip>
  );
}

function badgeWords({ lane, run, standby }: AppState): string {
  if ('facts' in lane) {
    const name = backendNames[lane.facts.backend];
    const speed = lane.phase === 'training' ? run.stepsPerSecond : null;
    return `${name} · ${speed === null ? laneWord(lane) : `${formatSpeed(speed)} steps/s`}`;
  }
  return standby && lane.phase === 'none' ? `${backendNames[standby.backend]} · ready` : 'Room check';
}
