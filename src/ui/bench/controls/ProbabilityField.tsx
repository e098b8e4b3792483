import { Slider } from '@mantine/core';
import { useRef, useState } from 'react';
import type { BenchRow } from '../../../core/bench/answer';
import { touchWords } from '../../../lessons/bench';
import { useActions } from '../../AppContext';
import { Field } from '../../parts/Field';
import partStyles from '../../parts/parts.module.css';
import styles from './controls.module.css';

/** Numbers drags, so that two of them are two steps of undo. */
let drags = 0;

/** The probability of all that is predicted of a blob; a drag is one step of undo. */
export function ProbabilityField({ row }: { readonly row: BenchRow }) {
  const { editBench } = useActions();
  /** Where the hand is; what comes back from the bench follows it. */
  const [held, setHeld] = useState<number | null>(null);
  const gesture = useRef<string | null>(null);
  const shown = held ?? row.meanProbability;
  const change = (probability: number) => {
    gesture.current ??= `probability ${++drags}`;
    setHeld(probability);
    editBench({ kind: 'probability', blob: row.id, probability }, { gesture: gesture.current });
  };
  const letGo = () => {
    gesture.current = null;
    setHeld(null);
  };
  return (
    <Field words={touchWords.probability}>
      {(labelId, helpId) => (
        <>
          <Slider
            className={partStyles.slider}
            thumbProps={{ 'aria-labelledby': labelId, 'aria-describedby': helpId }}
            min={0}
            max={1}
            step={0.01}
            value={shown}
            onChange={change}
            onChangeEnd={letGo}
          />
          <output className={styles.exact}>{shown.toFixed(2)}</output>
        </>
      )}
    </Field>
  );
}
