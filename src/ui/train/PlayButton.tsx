import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconPlayerPauseFilled, IconPlayerPlayFilled } from '@tabler/icons-react';
import { isAnyRunning } from '../../state/isRunning';
import type { AppState } from '../../state/model';
import { isResetDue, stepBudget } from '../../state/runLength';
import { useActions, useApp } from '../AppContext';
import { formatCount } from '../format';
import styles from './train.module.css';

/** Play, pause or train longer, with the word for what it would do now. */
export function PlayButton() {
  const { word, explanation, press } = usePlay();
  return (
    <Tooltip label={explanation} disabled={!explanation}>
      <Button
        className={styles.play}
        variant="filled"
        fw={600}
        disabled={word === 'Finished'}
        leftSection={word === 'Pause' ? <IconPlayerPauseFilled size={13} /> : <IconPlayerPlayFilled size={13} />}
        onClick={press}
      >
        {word}
      </Button>
    </Tooltip>
  );
}

/** The same as an icon, for the folded panel. */
export function PlayIcon() {
  const { word, explanation, press } = usePlay();
  return (
    <Tooltip label={explanation ? `${word}: ${explanation}` : word} position="left">
      <ActionIcon variant="filled" aria-label={word} disabled={word === 'Finished'} onClick={press}>
        {word === 'Pause' ? <IconPlayerPauseFilled size={15} /> : <IconPlayerPlayFilled size={15} />}
      </ActionIcon>
    </Tooltip>
  );
}

/** A run that has come to its end is made twice as long. */
function usePlay() {
  const word = useApp(playWord);
  const longer = useApp(({ run, settings }) => 2 * stepBudget(run.settings, settings));
  const { togglePlay, changeSettings } = useActions();
  if (word !== 'Train longer') return { word, explanation: '', press: togglePlay };
  const press = () => {
    changeSettings({ steps: longer });
    togglePlay();
  };
  const explanation = `${formatCount(longer)} steps in all. The learning rate rises again to what the longer schedule asks for here.`;
  return { word, explanation, press };
}

type PlayWord = 'Train' | 'Pause' | 'Go on' | 'Train longer' | 'Finished';

/** Finished is only a run whose settings have changed: what is wanted now needs a reset. */
function playWord(state: AppState): PlayWord {
  const { run, settings } = state;
  // Lane A may rest while others are still on their way.
  if (isAnyRunning(state)) return 'Pause';
  if (run.step === 0) return 'Train';
  if (run.step < stepBudget(run.settings, settings)) return 'Go on';
  return isResetDue(run.settings, settings) ? 'Finished' : 'Train longer';
}
