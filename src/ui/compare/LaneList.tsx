import { type LaneId, laneIds } from '../../state/laneId';
import { lanesOf, sliceOf } from '../../state/laneSite';
import type { AppState } from '../../state/model';
import { slowestLane } from '../../state/slowestLane';
import { useApp } from '../AppContext';
import { formatCount } from '../format';
import { Section } from '../parts/Section';
import { laneWord } from '../runWords';
import { AddLane } from './AddLane';
import styles from './compare.module.css';
import { LaneLetter } from './LaneLetter';
import { LaneMenu } from './LaneMenu';
import { useLaneWords } from './useLaneWords';

/** The lanes: what each alone differs in, how far it is; and how another is added. */
export function LaneList() {
  const ids = useApp((state) => lanesOf(state).join('')).split('') as LaneId[];
  const words = useLaneWords();
  return (
    <Section title="Lanes" aside={<AddLane isFull={ids.length === laneIds.length} />}>
      <ul className={styles.lanes}>
        {ids.map((id) => (
          <LaneRow key={id} id={id} words={words.get(id) ?? ''} />
        ))}
      </ul>
      <p className={styles.hint}>
        {ids.length === 1
          ? 'Add a lane: a second training that differs from this one in one thing only.'
          : 'Same seed, first weights, patches and steps, but for what is named here. They move in lock-step.'}
      </p>
    </Section>
  );
}

function LaneRow({ id, words }: { readonly id: LaneId; readonly words: string }) {
  const state = useApp((all) => rowWords(all, id));
  const message = useApp((all) => failureOf(all, id));
  return (
    <li className={styles.lane}>
      <LaneLetter id={id} />
      <span className={styles.laneWords} title={words}>
        {words}
      </span>
      <LaneMenu id={id} />
      <span className={styles.laneState}>{state}</span>
      {message && (
        <p className={styles.failed} role="alert">
          {message}
        </p>
      )}
    </li>
  );
}

/** "step 120 · training", and which lane the others wait for. */
function rowWords(state: AppState, id: LaneId): string {
  const slice = sliceOf(state, id);
  if (!slice) return '';
  const { lane, run } = slice;
  const word = slowestLane(state) === id ? 'sets the pace' : run.recorded ? 'recorded' : laneWord(lane);
  return `step ${formatCount(run.step)} · ${word}`;
}

function failureOf(state: AppState, id: LaneId): string | null {
  const lane = sliceOf(state, id)?.lane;
  return lane?.phase === 'failed' ? lane.message : null;
}
