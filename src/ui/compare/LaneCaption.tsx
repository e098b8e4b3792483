import { sliceOf } from '../../state/laneSite';
import type { AppState, LaneId } from '../../state/model';
import { useApp } from '../AppContext';
import { formatCount, formatRatio } from '../format';
import styles from './compare.module.css';
import { LaneLetter } from './LaneLetter';
import { useLaneWords } from './useLaneWords';

/** Which lane a picture shows, what it differs in, at which step, and how it scores there. */
export function LaneCaption({ lane }: { readonly lane: LaneId }) {
  const words = useLaneWords().get(lane) ?? 'no such lane';
  const facts = useApp((state) => shownFacts(state, lane));
  return (
    <div className={styles.caption}>
      <LaneLetter id={lane} />
      <span className={styles.captionWords}>{words}</span>
      <span className={styles.captionFacts}>{facts}</span>
    </div>
  );
}

function shownFacts(state: AppState, lane: LaneId): string {
  const prediction = sliceOf(state, lane)?.prediction;
  if (!prediction) return 'no prediction yet';
  const { scores, step } = prediction;
  return `step ${formatCount(step)} · F1 ${formatRatio(scores.f1)} · Dice ${formatRatio(scores.dice)}`;
}
