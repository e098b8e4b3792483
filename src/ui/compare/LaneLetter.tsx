import { laneDashes } from '../../charts/scores/laneLines';
import type { LaneId } from '../../state/laneId';
import styles from './compare.module.css';

/** The letter of a lane, with the dash that its curves are drawn with. */
export function LaneLetter({ id }: { readonly id: LaneId }) {
  return (
    <span className={styles.letter} data-lane={id}>
      {id}
      <svg width="22" height="4" aria-hidden>
        <line
          x1="0"
          y1="2"
          x2="22"
          y2="2"
          stroke="currentColor"
          strokeWidth="1.6"
          strokeDasharray={laneDashes[id] || undefined}
        />
      </svg>
    </span>
  );
}
