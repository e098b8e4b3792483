import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconPlayerPauseFilled, IconPlayerPlayFilled } from '@tabler/icons-react';
import type { AppState } from '../../state/model';
import { useActions, useApp } from '../AppContext';
import { isRunning } from '../runWords';
import styles from './train.module.css';

/** Play or pause, with the word for what it would do now. */
export function PlayButton() {
  const word = useApp(playWord);
  const { togglePlay } = useActions();
  return (
    <Button
      className={styles.play}
      variant="filled"
      fw={600}
      disabled={word === 'Finished'}
      leftSection={word === 'Pause' ? <IconPlayerPauseFilled size={13} /> : <IconPlayerPlayFilled size={13} />}
      onClick={togglePlay}
    >
      {word}
    </Button>
  );
}

/** The same as an icon, for the folded panel. */
export function PlayIcon() {
  const word = useApp(playWord);
  const { togglePlay } = useActions();
  return (
    <Tooltip label={word} position="left">
      <ActionIcon variant="filled" aria-label={word} disabled={word === 'Finished'} onClick={togglePlay}>
        {word === 'Pause' ? <IconPlayerPauseFilled size={15} /> : <IconPlayerPlayFilled size={15} />}
      </ActionIcon>
    </Tooltip>
  );
}

/** A run is as long as it was begun; more steps are for the next one. */
function playWord({ lane, run, settings }: AppState): 'Train' | 'Pause' | 'Go on' | 'Finished' {
  if (isRunning(lane)) return 'Pause';
  if (run.step === 0) return 'Train';
  return run.step >= (run.settings ?? settings).steps ? 'Finished' : 'Go on';
}
