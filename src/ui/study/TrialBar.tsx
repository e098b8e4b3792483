import { Button, Checkbox, Progress } from '@mantine/core';
import { failuresOf, isOver, progressOf, type TrialProgress } from '../../state/study/selectTrials';
import { givesWay } from '../../state/study/trialQueue';
import type { Batch, TrialWork } from '../../state/study/trials';
import { useActions, useApp } from '../AppContext';
import { formatMany } from '../format';
import { roughDuration } from './roughDuration';
import styles from './study.module.css';
import { useNow } from './useNow';

/** How far the trials are, how long they still take, and what can be done about it; those that failed say why. */
export function TrialBar({ work }: { readonly work: TrialWork }) {
  const batch = useApp(({ trials }) => trials[work]);
  const workers = useApp(({ trials }) => trials.workers);
  const isAside = useApp(givesWay);
  const nowMs = useNow(batch !== null && !isOver(batch));
  if (!batch) return null;
  const progress = progressOf(batch, workers, nowMs);
  const words = progressWords(batch, progress, isAside);
  return (
    <div className={styles.bar}>
      <Progress value={100 * progress.fraction} size={6} aria-label="Trials" />
      <p className={styles.barWords} role="status">
        {words}
      </p>
      <div className={styles.buttons}>
        <TrialButtons work={work} />
      </div>
      {!isOver(batch) && <DisturbChoice />}
      {failuresOf(batch).map(({ message, count }) => (
        <p key={message} className={styles.failed} role="alert">
          {formatMany(count, 'trial')} failed: {message}
        </p>
      ))}
    </div>
  );
}

/** "3 of 20 trials · 4 min left". */
function progressWords(batch: Batch<unknown>, progress: TrialProgress, isAside: boolean): string {
  const { total, done, failed, running, secondsLeft } = progress;
  const count = `${done} of ${formatMany(total, 'trial')} done${failed > 0 ? `, ${failed} failed` : ''}`;
  if (isOver(batch)) return count;
  if (batch.isHeld && running === 0) return `${count} · paused`;
  if (batch.isHeld) return `${count} · pauses after ${formatMany(running, 'running trial')}`;
  if (isAside && running === 0) return `${count} · waits until your lanes rest`;
  return `${count} · ${secondsLeft === null ? 'time left is known soon' : `about ${roughDuration(secondsLeft)} left`}`;
}

function TrialButtons({ work }: { readonly work: TrialWork }) {
  const batch = useApp(({ trials }) => trials[work]);
  const { holdTrials, stopTrials, goOnWithTrials, retryTrials, discardTrials } = useActions();
  if (!batch) return null;
  const isRunning = batch.jobs.some(({ state }) => state.phase === 'running');
  const hasFailed = batch.jobs.some(({ state }) => state.phase === 'failed');
  const isLeft = !isOver(batch);
  return (
    <>
      {isLeft && !batch.isHeld && (
        <Button onClick={() => holdTrials(work)} title="Running trials come to their end; no other is taken">
          Pause
        </Button>
      )}
      {isLeft && batch.isHeld && (
        <Button variant="filled" onClick={() => goOnWithTrials(work)}>
          Go on
        </Button>
      )}
      {isRunning && (
        <Button onClick={() => stopTrials(work)} title="Ends running trials at once; they begin anew when it goes on">
          Stop now
        </Button>
      )}
      {hasFailed && <Button onClick={() => retryTrials(work)}>Try failed ones again</Button>}
      <Button onClick={() => discardTrials(work)} title="Forgets these trials and their results">
        Discard
      </Button>
    </>
  );
}

function DisturbChoice() {
  const mayDisturb = useApp(({ trials }) => trials.mayDisturb);
  const { letTrialsDisturb } = useActions();
  return (
    <Checkbox
      size="xs"
      label="Take trials also while my lanes train (both get slower)"
      checked={mayDisturb}
      onChange={({ currentTarget }) => letTrialsDisturb(currentTarget.checked)}
    />
  );
}
