import { FileButton } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp, IconRestore } from '@tabler/icons-react';
import { editWords, startWords } from '../../../lessons/bench';
import type { LaneId } from '../../../state/laneId';
import { lanesOf, sliceOf } from '../../../state/laneSite';
import type { AppState } from '../../../state/model';
import { useActions, useApp } from '../../AppContext';
import { Section } from '../../parts/Section';
import { AnswerTime } from './AnswerTime';
import styles from './controls.module.css';
import { maskReason } from './presetReason';
import { ReasonButton } from './ReasonButton';
import { useAnswer } from './useOpenBench';

/** What the prediction is, from where it can begin, and the way back. */
export function StartSection() {
  const isThere = useAnswer() !== null;
  return (
    <Section title="Start from" aside={<AnswerTime />}>
      <Beginnings />
      {isThere && (
        <div className={styles.row}>
          <Standing />
          <WayBack />
        </div>
      )}
    </Section>
  );
}

function Beginnings() {
  const { startBench, openPrediction } = useActions();
  const lanes = useApp(laneWords).split('|');
  const reason = useApp(({ openCase }) => (openCase?.hasMask ? null : maskReason));
  return (
    <span className={styles.buttons}>
      <ReasonButton reason={reason} onPress={() => startBench('perfect')}>
        Perfect
      </ReasonButton>
      <ReasonButton reason={reason} onPress={() => startBench('missed')}>
        All missed
      </ReasonButton>
      {lanes.map((entry) => (
        <LaneButton key={entry[0]} id={entry[0] as LaneId} hasPredicted={entry.endsWith('+')} />
      ))}
      <FileButton onChange={(file) => file && openPrediction(file)} accept=".nii,.gz,.hdr,.img">
        {({ onClick }) => (
          <ReasonButton reason={reason} onPress={onClick}>
            File…
          </ReasonButton>
        )}
      </FileButton>
    </span>
  );
}

/** "A+|B-": the lanes, and whether each has predicted. */
function laneWords(state: AppState): string {
  return lanesOf(state)
    .map((id) => `${id}${sliceOf(state, id)?.prediction ? '+' : '-'}`)
    .join('|');
}

function LaneButton({ id, hasPredicted }: { readonly id: LaneId; readonly hasPredicted: boolean }) {
  const { startBench } = useActions();
  const reason = hasPredicted ? null : `Lane ${id} has predicted nothing yet: train it, or press Predict in Train.`;
  return (
    <ReasonButton reason={reason} onPress={() => startBench({ lane: id })}>
      {id === 'A' ? 'Lane A' : id}
    </ReasonButton>
  );
}

/** "From a perfect prediction · blob 3 missed". */
function Standing() {
  const answer = useAnswer();
  if (!answer) return null;
  const { start, lastEdit } = answer;
  const words = `From ${startWords(start)}${lastEdit ? ` · ${editWords(lastEdit)}` : ' · nothing touched'}`;
  return (
    <output className={styles.standing} title={words}>
      {words}
    </output>
  );
}

function WayBack() {
  const { undoBench, redoBench, resetBench } = useActions();
  const canUndo = useApp(({ bench }) => bench.phase === 'open' && bench.answer.canUndo);
  const canRedo = useApp(({ bench }) => bench.phase === 'open' && bench.answer.canRedo);
  const isTouched = useApp(({ bench }) => bench.phase === 'open' && bench.answer.lastEdit !== null);
  return (
    <span className={styles.icons}>
      <ReasonButton
        label="Undo (Ctrl+Z)"
        reason={canUndo ? null : 'Undo: there is nothing to take back.'}
        onPress={undoBench}
      >
        <IconArrowBackUp size={16} />
      </ReasonButton>
      <ReasonButton
        label="Redo (Ctrl+Shift+Z)"
        reason={canRedo ? null : 'Redo: nothing was taken back.'}
        onPress={redoBench}
      >
        <IconArrowForwardUp size={16} />
      </ReasonButton>
      <ReasonButton
        label="Reset to the beginning"
        reason={isTouched ? null : 'Reset: nothing was touched since the beginning.'}
        onPress={resetBench}
      >
        <IconRestore size={16} />
      </ReasonButton>
    </span>
  );
}
