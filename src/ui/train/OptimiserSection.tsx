import { Button } from '@mantine/core';
import type { BackendChoice, Schedule } from '../../core/settings';
import { backendNames, scheduleNames, trainWords } from '../../lessons/settings';
import { useActions, useApp } from '../AppContext';
import { formatCount } from '../format';
import { ListField, NumberField } from '../parts/fields';
import { FoldedSection } from '../parts/Section';
import { NextRun } from './NextRun';
import styles from './train.module.css';

const schedules = (Object.keys(scheduleNames) as Schedule[]).map((value) => ({ value, label: scheduleNames[value] }));
const backends = (Object.keys(backendNames) as BackendChoice[]).map((value) => ({ value, label: backendNames[value] }));

/** How the weights are moved, how long, from which seed, and on what. */
export function OptimiserSection() {
  const { steps, seed } = useApp((state) => state.settings);
  const { restoreDefaults, openRoom } = useActions();
  return (
    <FoldedSection title="Optimiser & backend" aside={`${formatCount(steps)} steps · seed ${seed}`}>
      <NextRun but="but more steps make this one longer" />
      <StepFields />
      <RunFields />
      <div className={styles.restore}>
        <Button onClick={openRoom}>Room check</Button>
        <Button onClick={restoreDefaults}>Restore all defaults</Button>
      </div>
    </FoldedSection>
  );
}

function StepFields() {
  const { steps, learningRate, schedule, warmupSteps } = useApp((state) => state.settings);
  const { changeSettings } = useActions();
  return (
    <>
      <NumberField
        words={trainWords.steps}
        value={steps}
        min={1}
        max={100000}
        step={50}
        onChange={(next) => changeSettings({ steps: next })}
      />
      <NumberField
        words={trainWords.learningRate}
        value={learningRate}
        min={0.00001}
        max={0.1}
        step={0.001}
        digits={5}
        onChange={(next) => changeSettings({ learningRate: next })}
      />
      <ListField
        words={trainWords.schedule}
        value={schedule}
        choices={schedules}
        onChange={(next) => changeSettings({ schedule: next })}
      />
      <NumberField
        words={trainWords.warmupSteps}
        value={warmupSteps}
        min={0}
        max={10000}
        step={5}
        onChange={(next) => changeSettings({ warmupSteps: next })}
      />
    </>
  );
}

function RunFields() {
  const { seed, backend } = useApp((state) => state.settings);
  const { changeSettings } = useActions();
  return (
    <>
      <NumberField
        words={trainWords.seed}
        value={seed}
        min={0}
        max={999999}
        step={1}
        onChange={(next) => changeSettings({ seed: next })}
      />
      <ListField
        words={trainWords.backend}
        value={backend}
        choices={backends}
        onChange={(next) => changeSettings({ backend: next })}
      />
    </>
  );
}
