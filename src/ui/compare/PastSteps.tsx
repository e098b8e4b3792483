import { ActionIcon, Slider, Tooltip } from '@mantine/core';
import { IconPlayerPlayFilled, IconPlayerStopFilled } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useActions, useApp } from '../AppContext';
import { formatCount } from '../format';
import styles from './compare.module.css';

/** How long each prediction stays while they are played. */
const frameMs = 450;

/** The predictions of the lanes, one after another: drag to a step, or play them all. */
export function PastSteps() {
  const steps = useApp((state) => state.run.predictedSteps);
  const shownStep = useApp((state) => state.shownStep);
  const { showStep } = useActions();
  const last = steps.length - 1;
  const index =
    shownStep === null
      ? last
      : Math.max(
          0,
          steps.findLastIndex((step) => step <= shownStep),
        );
  const show = (next: number) => showStep(next >= last ? null : steps[next]);
  const [isPlaying, setPlaying] = useState(false);
  useEffect(() => {
    if (!isPlaying) return;
    if (shownStep === null) return setPlaying(false);
    const timer = setTimeout(() => show(index + 1), frameMs);
    return () => clearTimeout(timer);
  });
  const play = () => {
    if (!isPlaying) showStep(steps[0]);
    setPlaying(!isPlaying);
  };
  if (steps.length < 2)
    return <p className={styles.hint}>With two predictions or more, earlier ones can be looked at again here.</p>;
  return (
    <div className={styles.steps}>
      <Tooltip label={isPlaying ? 'Stop' : 'Play the predictions from the first to the newest'}>
        <ActionIcon size={26} aria-label={isPlaying ? 'Stop' : 'Play the predictions'} onClick={play}>
          {isPlaying ? <IconPlayerStopFilled size={13} /> : <IconPlayerPlayFilled size={13} />}
        </ActionIcon>
      </Tooltip>
      <Slider
        className={styles.stepSlider}
        min={0}
        max={last}
        step={1}
        value={index}
        label={(value) => `step ${formatCount(steps[value])}`}
        thumbLabel="Step whose prediction is shown"
        onChange={(next) => {
          setPlaying(false);
          show(next);
        }}
      />
      <span className={styles.stepWords}>{`step ${formatCount(steps[index])}`}</span>
    </div>
  );
}
