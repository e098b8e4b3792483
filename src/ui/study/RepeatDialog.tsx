import { boldRule, chanceRule, trialRule } from '../../lessons/study';
import { useActions, useApp } from '../AppContext';
import { DialogFrame } from '../parts/DialogFrame';
import { judgedWords } from './judgedWords';
import { RepeatCurves } from './RepeatCurves';
import { RepeatTable } from './RepeatTable';
import styles from './study.module.css';
import { TrialBar } from './TrialBar';

/** The lanes over several seeds: FROC and F1 with their bands, all scores, and what they come to. */
export function RepeatDialog() {
  const batch = useApp(({ trials }) => trials.repeat);
  const isOpen = useApp(({ trials }) => trials.shown === 'repeat');
  const { showTrials } = useActions();
  return (
    <DialogFrame
      title="Is it noise? The lanes over several seeds"
      isOpen={isOpen && batch !== null}
      onClose={() => showTrials(null)}
      height={780}
      isScrolled
    >
      {batch && (
        <>
          <p className={styles.honest}>
            {judgedWords(batch.plan)} {trialRule} {boldRule} {chanceRule}
          </p>
          <TrialBar work="repeat" />
          <RepeatCurves batch={batch} />
          <RepeatTable batch={batch} />
        </>
      )}
    </DialogFrame>
  );
}
