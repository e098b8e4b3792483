import { Button } from '@mantine/core';
import { studyWords } from '../../../lessons/bench';
import { currentKey } from '../../../state/benchStudies';
import type { StudyName } from '../../../state/benchStudyModel';
import { useActions, useApp } from '../../AppContext';
import { useIsLong } from '../../parts/useIsLong';
import { WorkBar } from '../../parts/WorkBar';
import styles from './metrics.module.css';

/** How far a longer question is, once it has taken half a second, and a way to stop it; where it was stopped, a way to ask again. */
export function StudyWork({ name }: { readonly name: StudyName }) {
  const fraction = useApp(({ benchStudies }) => benchStudies[name].fraction);
  const isStopped = useIsStopped(name);
  const isLong = useIsLong(fraction !== null);
  const { stopBenchStudy, studyBench, measureBench } = useActions();
  const { what, stopped } = studyWords[name];
  if (fraction !== null)
    return isLong ? (
      <WorkBar what={what} fraction={fraction} startedAtMs={null} onCancel={() => stopBenchStudy(name)} />
    ) : null;
  if (!isStopped) return null;
  return (
    <div className={styles.stopped} role="status">
      <span>{stopped}</span>
      <Button size="compact-sm" onClick={() => (name === 'metrics' ? measureBench() : studyBench(name))}>
        Ask again
      </Button>
    </div>
  );
}

/** Whether the user has stopped it, and nothing has changed since. */
export function useIsStopped(name: StudyName): boolean {
  return useApp((state) => {
    const { stopped } = state.benchStudies[name];
    return stopped !== null && stopped === currentKey(name, state);
  });
}
