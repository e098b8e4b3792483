import { Menu, UnstyledButton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import type { LaneId } from '../../state/laneId';
import { lanesOf, sliceOf } from '../../state/laneSite';
import type { AppState } from '../../state/model';
import { panesWith } from '../../state/shownPanes';
import { useActions, useApp, useWholeApp } from '../AppContext';
import { formatCount, formatRatio } from '../format';
import styles from './compare.module.css';
import { LaneLetter } from './LaneLetter';
import { useLaneWords } from './useLaneWords';

interface Props {
  readonly lane: LaneId;
  /** 0 = left, 1 = right. */
  readonly side: 0 | 1;
}

/** Which lane a picture shows (another can be chosen), what it differs in, at which step, and how it scores there. */
export function LaneCaption({ lane, side }: Props) {
  const words = useLaneWords().get(lane) ?? 'no such lane';
  const facts = useApp((state) => shownFacts(state, lane));
  const dice = useApp((state) => shownDice(state, lane));
  return (
    <div className={styles.caption}>
      <LaneChoice lane={lane} side={side} />
      <span className={styles.captionWords} title={words}>
        {words}
      </span>
      <span className={styles.captionFacts}>
        {facts}
        <span className={styles.captionDice}>{dice}</span>
      </span>
    </div>
  );
}

/** The letter of the lane; pressing it offers the others. */
function LaneChoice({ lane, side }: Props) {
  const ids = useApp((state) => lanesOf(state).join('')).split('') as LaneId[];
  const words = useLaneWords();
  const { store } = useWholeApp();
  const { setCompare } = useActions();
  const where = side === 0 ? 'left' : 'right';
  const choose = (id: LaneId) => setCompare({ panes: panesWith(store.getState(), side, id) });
  return (
    <Menu position="top-start">
      <Menu.Target>
        <UnstyledButton className={styles.captionLane} aria-label={`Lane ${lane} is on the ${where}: choose another`}>
          <LaneLetter id={lane} />
          <IconChevronDown size={12} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>On the {where}</Menu.Label>
        {ids.map((id) => (
          <Menu.Item key={id} disabled={id === lane} leftSection={<LaneLetter id={id} />} onClick={() => choose(id)}>
            {words.get(id)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function shownFacts(state: AppState, lane: LaneId): string {
  const prediction = sliceOf(state, lane)?.prediction;
  if (!prediction) return 'no prediction yet';
  const { scores, step } = prediction;
  return `step ${formatCount(step)} · F1 ${formatRatio(scores.f1)}`;
}

function shownDice(state: AppState, lane: LaneId): string {
  const prediction = sliceOf(state, lane)?.prediction;
  return prediction ? ` · Dice ${formatRatio(prediction.scores.dice)}` : '';
}
