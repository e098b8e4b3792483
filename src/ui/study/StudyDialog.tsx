import { useState } from 'react';
import { boldRule, chanceRule, honestStudy, studySeeds, trialRule } from '../../lessons/study';
import { studyResults } from '../../state/study/selectTrials';
import { useActions, useApp, useVault } from '../AppContext';
import { DialogFrame } from '../parts/DialogFrame';
import { MeasuredStudy } from './MeasuredStudy';
import { Published } from './Published';
import { StudyResults } from './StudyResults';
import { StudySave } from './StudySave';
import { defaultStudyChoice, StudySetup } from './StudySetup';
import { settingsWords } from './settingsWords';
import styles from './study.module.css';
import { TrialBar } from './TrialBar';

/** The comparison of the paper in small: tasks, losses, seeds; its table as it grows; what we and others measured. */
export function StudyDialog() {
  const isOpen = useApp(({ trials }) => trials.shown === 'study');
  const hasStudy = useApp(({ trials }) => trials.study !== null);
  const [choice, setChoice] = useState(defaultStudyChoice);
  const { showTrials } = useActions();
  return (
    <DialogFrame
      title="Study: losses over tasks and seeds"
      isOpen={isOpen}
      onClose={() => showTrials(null)}
      height={780}
      isScrolled
    >
      <p className={styles.honest}>{honestStudy}</p>
      {hasStudy ? <OwnStudy /> : <StudySetup choice={choice} onChange={setChoice} />}
      <p className={styles.rules}>
        {trialRule} {boldRule} {chanceRule} {studySeeds}
      </p>
      <MeasuredStudy />
      <Published />
    </DialogFrame>
  );
}

function OwnStudy() {
  const batch = useApp(({ trials }) => trials.study);
  const vault = useVault();
  if (!batch) return null;
  return (
    <section className={styles.part} aria-label="Your study">
      <h2>Your study</h2>
      <p className={styles.hint}>{settingsWords(batch.plan)}.</p>
      <TrialBar work="study" />
      <StudyResults study={batch.plan} results={studyResults(vault, batch)} />
      <StudySave study={batch.plan} results={() => studyResults(vault, batch)} name="study" />
    </section>
  );
}
