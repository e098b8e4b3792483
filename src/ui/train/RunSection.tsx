import { ActionIcon, Button, Progress, Tooltip } from '@mantine/core';
import { IconMicroscope } from '@tabler/icons-react';
import { isCasesDue } from '../../state/cases/selectCases';
import { isRunning } from '../../state/isRunning';
import type { AppState } from '../../state/model';
import { isResetDue, stepBudget } from '../../state/runLength';
import { useActions, useApp } from '../AppContext';
import { formatCount, formatDuration, formatMany, formatSpeed } from '../format';
import parts from '../parts/parts.module.css';
import { laneWord } from '../runWords';
import { PlayButton } from './PlayButton';
import styles from './train.module.css';

/** Start, pause, step, reset; how far the run is and what computes it. */
export function RunSection() {
  return (
    <section className={parts.section} aria-label="Run">
      <RunButtons />
      <RunProgress />
      <LaneSentence />
      <ResetDue />
    </section>
  );
}

function RunButtons() {
  const canStep = useApp((state) => !isRunning(state.lane) && state.run.step < budgetOf(state));
  const canReset = useApp(({ lane, run }) => run.step > 0 || lane.phase !== 'none');
  const { singleStep, resetRun } = useActions();
  return (
    <div className={styles.buttons}>
      <PlayButton />
      <Tooltip label="One training step">
        <Button disabled={!canStep} onClick={singleStep}>
          Step
        </Button>
      </Tooltip>
      <SlowMotionIcon />
      <Tooltip label="Forget the run: its weights, its curves, its predictions">
        <Button disabled={!canReset} onClick={resetRun}>
          Reset
        </Button>
      </Tooltip>
    </div>
  );
}

/** The look into one step; a run that is on its way is paused for it. */
function SlowMotionIcon() {
  const { openSlowMotion } = useActions();
  return (
    <Tooltip label="Slow motion: the next step, stage by stage, with its real numbers (M)">
      <ActionIcon aria-label="Slow motion" onClick={openSlowMotion}>
        <IconMicroscope size={16} />
      </ActionIcon>
    </Tooltip>
  );
}

function TimeLeft() {
  const words = useApp(({ lane, run }) => {
    if (run.stepsPerSecond === null) return laneWord(lane);
    if (isRunning(lane) && run.secondsLeft !== null) return `${formatDuration(run.secondsLeft)} left`;
    return `${formatSpeed(run.stepsPerSecond)} steps/s`;
  });
  return <span className={styles.timeLeft}>{words}</span>;
}

function RunProgress() {
  const step = useApp((state) => state.run.step);
  const steps = useApp(budgetOf);
  const starting = useApp(({ lane }) => (lane.phase === 'starting' ? lane : null));
  const percent = starting ? 100 * starting.fraction : (100 * step) / Math.max(1, steps);
  const words = starting ? starting.what : `step ${formatCount(step)} of ${formatCount(steps)}`;
  return (
    <div className={styles.progressRow}>
      <Progress
        className={styles.progress}
        value={percent}
        size={6}
        transitionDuration={0}
        aria-label="Progress of the run"
      />
      <span className={styles.progressWords}>{words}</span>
      {!starting && <TimeLeft />}
    </div>
  );
}

function budgetOf({ run, settings }: AppState): number {
  return stepBudget(run.settings, settings);
}

/** What computes, or why the run stopped. */
function LaneSentence() {
  const lane = useApp((state) => state.lane);
  const standby = useApp((state) => state.standby);
  if (lane.phase === 'failed')
    return (
      <p className={styles.failed} role="alert">
        {lane.message}
      </p>
    );
  const facts = 'facts' in lane ? lane.facts : null;
  const weights = facts ? ` ${formatMany(facts.parameterCount, 'weight')}.` : '';
  const why = facts?.why ?? (lane.phase === 'none' ? standby?.why : undefined);
  return (
    <p className={styles.laneWords}>
      {why === undefined ? 'The backend is chosen and tested when the run starts.' : `${whatRuns(why)}${weights}`}
    </p>
  );
}

/** The backend's sentence without those that were refused, which the badge at the top explains: room for two lines. */
function whatRuns(why: string): string {
  return `${why.replace(/; \w+ was refused: .*/s, '').replace(/\.$/, '')}.`;
}

/** Settings that differ from those of the run wait for a reset; nothing is thrown away unasked. */
function ResetDue() {
  const isDue = useApp((state) => isResetDue(state.run.settings, state.settings) || isCasesDue(state));
  const { resetRun } = useActions();
  if (!isDue) return null;
  return (
    <div className={styles.due} role="status">
      <span>Changed settings wait for the next run.</span>
      <Button size="compact-sm" onClick={resetRun}>
        Reset and apply
      </Button>
    </div>
  );
}
