import { Menu, UnstyledButton } from '@mantine/core';
import { IconFlag } from '@tabler/icons-react';
import { eventWords } from '../../lessons/runEvents';
import type { RunMark } from '../../state/runMarks';
import { formatMany } from '../format';
import styles from './curves.module.css';
import { lettersBefore, stepsWords } from './marks';

interface Props {
  readonly marks: readonly RunMark[];
  readonly laneCount: number;
  /** Goes to the step of one. */
  readonly onPick: (step: number) => void;
}

/** The flags of a chart in words, for those who cannot read or reach them there; nothing while nothing has changed. */
export function MarkList({ marks, laneCount, onPick }: Props) {
  if (marks.length === 0) return null;
  const words = formatMany(marks.length, 'change');
  return (
    <Menu position="top-end" width={380}>
      <Menu.Target>
        <UnstyledButton
          className={styles.marks}
          aria-label={`${words} during the run`}
          title={`${words} during the run`}
        >
          <IconFlag size={13} aria-hidden />
          {marks.length}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown className={styles.markList}>
        <Menu.Label>Changes during the run</Menu.Label>
        {marks.map((mark) => (
          <Menu.Item key={JSON.stringify(mark)} onClick={() => onPick(mark.event.step)}>
            <b>{stepsWords(mark)}</b> · {lettersBefore(mark.lanes, laneCount)}
            {eventWords(mark.event)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
