import { useEffect, useState } from 'react';
import type { StepArrays, StepFacts } from '../../core/slowMotion/explained';
import { type Stage, stages, stageWords } from '../../lessons/slowMotion';
import { useApp } from '../AppContext';
import frame from '../parts/dialog.module.css';
import { KeptButton } from './KeptButton';
import { SlicePicture } from './SlicePicture';
import { StageDetail } from './StageDetail';
import { bestSlice, blobsOfSlice, sliceOfBlob } from './slicePixels';
import styles from './slowMotion.module.css';
import { useStageKeys } from './useStageKeys';

interface Props {
  readonly facts: StepFacts;
  readonly arrays: StepArrays;
}

/** The slice, the stages, and what the shown stage does with its numbers; arrows go through the stages. */
export function StepView({ facts, arrays }: Props) {
  const [stage, setStage] = useState<Stage>('patch');
  const { size } = facts.patch;
  const [z, setZ] = useState(() => bestSlice(arrays.ids, size));
  const chosen = useChosenBlob(facts);
  useEffect(() => {
    if (chosen !== null)
      setZ((shown) =>
        blobsOfSlice(arrays.ids, size, shown).includes(chosen) ? shown : sliceOfBlob(arrays.ids, size, chosen),
      );
  }, [arrays, size, chosen]);
  const move = (by: number) => setStage((now) => stages[clamp(stages.indexOf(now) + by, stages.length)]);
  const slide = (by: number) => setZ((now) => clamp(now + by, size));
  useStageKeys(move, slide);
  const at = stages.indexOf(stage);
  return (
    <>
      <div className={styles.columns}>
        <SlicePicture {...{ facts, arrays, stage, z, chosen }} onSlice={setZ} />
        <StageList stage={stage} onStage={setStage} />
        <section className={styles.detail} aria-label={stageWords[stage].name}>
          <h3 aria-live="polite">{`${at + 1} of ${stages.length}: ${stageWords[stage].name}`}</h3>
          <StageDetail {...{ facts, stage, chosen }} />
        </section>
      </div>
      <div className={frame.foot}>
        <span className={styles.footHint}>
          ← → go through the stages, Page Up and Page Down through the slices, Esc closes.
        </span>
        <KeptButton isOff={at === 0} onPress={() => move(-1)}>
          ← Back
        </KeptButton>
        <KeptButton isOff={at === stages.length - 1} isFilled isFirst onPress={() => move(1)}>
          Next →
        </KeptButton>
      </div>
    </>
  );
}

interface ListProps {
  readonly stage: Stage;
  readonly onStage: (stage: Stage) => void;
}

function StageList({ stage, onStage }: ListProps) {
  return (
    <ol className={styles.stages} aria-label="Stages">
      {stages.map((one, index) => (
        <li key={one}>
          <button type="button" aria-current={one === stage ? 'step' : undefined} onClick={() => onStage(one)}>
            <span className={styles.number}>{index + 1}</span>
            {stageWords[one].name}
          </button>
        </li>
      ))}
    </ol>
  );
}

/** The selected blob where the patch holds it, else the patch's first; null = there is none. */
function useChosenBlob({ explained: { blobs } }: StepFacts): number | null {
  const selected = useApp((state) => state.selectedBlob);
  return (blobs.find(({ id }) => id === selected) ?? blobs[0])?.id ?? null;
}

function clamp(index: number, count: number): number {
  return Math.min(count - 1, Math.max(0, index));
}
