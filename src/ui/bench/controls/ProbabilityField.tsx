import { Slider } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { BenchRow } from '../../../core/bench/answer';
import { touchWords } from '../../../lessons/bench';
import { useActions, useApp } from '../../AppContext';
import { Field } from '../../parts/Field';
import partStyles from '../../parts/parts.module.css';
import styles from './controls.module.css';

/** Numbers drags, so that two of them are two steps of undo. */
let drags = 0;

/** The probability of all that is predicted of a blob; a drag is one step of undo. */
export function ProbabilityField({ row }: { readonly row: BenchRow }) {
  const { editBench } = useActions();
  const isWaiting = useApp(({ bench }) => bench.phase === 'open' && bench.isWaiting);
  /** Where the hand is, or has left it until the bench answers. */
  const [held, setHeld] = useState<number | null>(null);
  const [isDragging, setDragging] = useState(false);
  const gesture = useRef<string | null>(null);
  useEffect(() => {
    if (!isDragging && !isWaiting) setHeld(null);
  }, [isDragging, isWaiting]);
  const shown = held ?? row.meanProbability;
  const change = (probability: number) => {
    gesture.current ??= `probability ${++drags}`;
    setDragging(true);
    setHeld(probability);
    editBench({ kind: 'probability', blob: row.id, probability }, { gesture: gesture.current });
  };
  const letGo = () => {
    gesture.current = null;
    setDragging(false);
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
