import { Slider } from '@mantine/core';
import type { StepArrays, StepFacts } from '../../core/slowMotion/explained';
import { type Stage, stageWords } from '../../lessons/slowMotion';
import { useActions } from '../AppContext';
import { SliceCanvas } from './SliceCanvas';
import { blobsOfSlice } from './slicePixels';
import styles from './slowMotion.module.css';

interface Props {
  readonly facts: StepFacts;
  readonly arrays: StepArrays;
  readonly stage: Stage;
  readonly z: number;
  readonly chosen: number | null;
  readonly onSlice: (z: number) => void;
}

/** A slice through the patch with what the stage lights on it, the words for that, and the choice of the slice. */
export function SlicePicture({ facts, arrays, stage, z, chosen, onSlice }: Props) {
  const { size } = facts.patch;
  const { selectBlob } = useActions();
  const blobs = blobsOfSlice(arrays.ids, size, z);
  const held = blobs.length === 0 ? 'no blob' : `blob${blobs.length > 1 ? 's' : ''} ${blobs.join(', ')}`;
  const words = `Slice ${z + 1} of ${size}, with ${held}. Lit: ${stageWords[stage].lit}.`;
  const pick = (x: number, y: number) => {
    const id = arrays.ids[x + size * (y + size * z)];
    if (id > 0) selectBlob(id);
  };
  return (
    <div className={styles.picture}>
      <SliceCanvas {...{ facts, arrays, stage, z, chosen }} label={words} onPick={pick} />
      <Slider thumbProps={{ 'aria-label': 'Slice' }} min={0} max={size - 1} value={z} onChange={onSlice} />
      <p className={styles.sliceWords}>{`Slice ${z + 1} of ${size}: ${held}`}</p>
      <p className={styles.lit}>{`Lit: ${stageWords[stage].lit}.`}</p>
    </div>
  );
}
