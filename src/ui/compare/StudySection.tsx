import { Button } from '@mantine/core';
import type { AppState } from '../../state/model';
import { isOver } from '../../state/study/selectTrials';
import { useActions, useApp } from '../AppContext';
import { Section } from '../parts/Section';
import styles from './compare.module.css';

/** The way to the study. */
export function StudySection() {
  const state = useApp(studyWord);
  const { showTrials } = useActions();
  return (
    <Section title="Study" aside={state}>
      <div className={styles.buttons}>
        <Button onClick={() => showTrials('study')}>Compare losses over tasks…</Button>
      </div>
      <p className={styles.hint}>
        The paper’s comparison in small: losses × tasks × seeds, beside what was measured and published.
      </p>
    </Section>
  );
}

function studyWord({ trials: { study } }: AppState): string {
  if (!study) return '';
  if (isOver(study)) return 'finished';
  const done = study.jobs.filter(({ state }) => state.phase === 'done').length;
  return `${done} of ${study.jobs.length} trials${study.isHeld ? ', paused' : ''}`;
}
