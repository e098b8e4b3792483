import { NumberInput } from '@mantine/core';
import { useState } from 'react';
import { type Grid, invertAffine, type Triple, voxelToWorld } from '../../../core/volume';
import { brushModeWords, touchWords } from '../../../lessons/bench';
import { useActions, useApp, useWholeApp } from '../../AppContext';
import { Field } from '../../parts/Field';
import { ChoiceField, SliderField } from '../../parts/fields';
import partStyles from '../../parts/parts.module.css';
import { Section } from '../../parts/Section';
import styles from './controls.module.css';
import { ReasonButton } from './ReasonButton';

const modes = (['off', 'paint', 'erase'] as const).map((value) => ({ value, label: brushModeWords[value] }));
const reaches = [
  { value: 'flat', label: 'This slice' },
  { value: 'ball', label: 'Ball' },
] as const;

/** Paint, erase, and false positives made to measure. */
export function BrushSection() {
  const brush = useApp((state) => state.brush);
  const layout = useApp((state) => state.picture.layout);
  const { setBrush } = useActions();
  const isHidden = layout === 'render' && brush.mode !== 'off';
  return (
    <Section title="Brush and false positives" aside={isHidden ? 'show a slice to paint in' : ''}>
      <ChoiceField
        words={touchWords.brush}
        value={brush.mode}
        choices={modes}
        onChange={(mode) => setBrush({ mode })}
      />
      {brush.mode !== 'off' && (
        <>
          <SliderField
            words={touchWords.radius}
            value={brush.radius}
            min={0}
            max={24}
            step={1}
            onChange={(radius) => setBrush({ radius })}
          />
          <ChoiceField
            words={touchWords.reach}
            value={brush.isBall ? 'ball' : 'flat'}
            choices={reaches}
            onChange={(reach) => setBrush({ isBall: reach === 'ball' })}
          />
        </>
      )}
      <BallField />
    </Section>
  );
}

const mostVoxels = 100_000;

function BallField() {
  const app = useWholeApp();
  const [voxels, setVoxels] = useState(100);
  const hasCrosshair = useApp((state) => state.crosshairMm !== null);
  const add = () => {
    const { openCase, crosshairMm } = app.store.getState();
    if (!openCase || !crosshairMm) return;
    const centre = voxelOfPlace(openCase.grid, crosshairMm);
    app.actions.editBench({ kind: 'ball', centre, voxels, probability: 1 });
  };
  return (
    <Field words={touchWords.ball}>
      {(labelId, helpId) => (
        <>
          <NumberInput
            className={styles.few}
            aria-labelledby={labelId}
            aria-describedby={helpId}
            value={voxels}
            min={1}
            max={mostVoxels}
            step={10}
            allowDecimal={false}
            allowNegative={false}
            onChange={(next) => typeof next === 'number' && next >= 1 && next <= mostVoxels && setVoxels(next)}
          />
          <span className={partStyles.unit}>voxels</span>
          <ReasonButton reason={hasCrosshair ? null : 'The picture has no crosshair yet.'} onPress={add}>
            At crosshair
          </ReasonButton>
        </>
      )}
    </Field>
  );
}

/** The voxel that a place in the world (mm) lies in, or is nearest to. */
export function voxelOfPlace({ affine, dims }: Grid, mm: Triple): Triple {
  const [x, y, z] = voxelToWorld(invertAffine(affine), mm);
  const within = (at: number, side: number) => Math.min(side - 1, Math.max(0, Math.round(at)));
  return [within(x, dims[0]), within(y, dims[1]), within(z, dims[2])];
}
