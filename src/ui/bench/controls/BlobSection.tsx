import { Checkbox } from '@mantine/core';
import { IconMinus, IconPlus } from '@tabler/icons-react';
import type { BenchRow } from '../../../core/bench/answer';
import { touchWords } from '../../../lessons/bench';
import { useActions, useApp } from '../../AppContext';
import { formatMany } from '../../format';
import { Field } from '../../parts/Field';
import { Section } from '../../parts/Section';
import { axisStep } from '../../picture/axisStep';
import { BlobVerdict } from './BlobVerdict';
import { ComponentSection } from './ComponentSection';
import styles from './controls.module.css';
import { missedBelow } from './missedBelow';
import { ProbabilityField } from './ProbabilityField';
import { ReasonButton } from './ReasonButton';
import { useSelectedRow } from './useOpenBench';

/** What can be done to what is predicted of the selected blob. */
export function BlobSection() {
  const row = useSelectedRow();
  const hasBlobs = useApp(({ openCase }) => openCase?.blobs.length !== 0);
  const isComponent = useApp(({ benchSettings }) => benchSettings.seenVoxel !== null);
  const colour = useApp(({ openCase }) => (row ? openCase?.blobs[row.id - 1]?.colour : undefined));
  if (isComponent) return <ComponentSection />;
  if (!row)
    return (
      <Section title="Selected blob" aside="none">
        <p className={styles.hint}>
          {hasBlobs
            ? 'Select a blob in the picture, or press B for the next one, to touch what is predicted of it. Select what is false, or press F, to read why.'
            : 'The mask has no blob; what is painted or invented is false.'}
        </p>
      </Section>
    );
  const title = (
    <>
      <i className={styles.swatch} style={{ background: colour }} aria-hidden />
      {formatMany(row.voxels, 'voxel')}
    </>
  );
  return (
    <Section title={`Blob ${row.id}`} aside={title}>
      <BlobVerdict row={row} />
      <MissedField row={row} />
      <SizeField row={row} />
      <ShiftField row={row} />
      <ProbabilityField key={row.id} row={row} />
    </Section>
  );
}

function isTickedMissed({ meanProbability }: BenchRow): boolean {
  return meanProbability < missedBelow;
}

function MissedField({ row }: { readonly row: BenchRow }) {
  const { editBench } = useActions();
  const isMissed = isTickedMissed(row);
  return (
    <Checkbox
      className={styles.tick}
      size="xs"
      label="Missed: nothing of it is predicted"
      checked={isMissed}
      onChange={() => editBench({ kind: isMissed ? 'unmiss' : 'miss', blob: row.id })}
    />
  );
}

function nothingThere(row: BenchRow): string | null {
  return isTickedMissed(row) ? `Nothing of blob ${row.id} is predicted: untick “Missed” first.` : null;
}

function SizeField({ row }: { readonly row: BenchRow }) {
  const { editBench } = useActions();
  const reason = nothingThere(row);
  return (
    <Field words={touchWords.size}>
      {() => (
        <span className={styles.buttons}>
          <ReasonButton reason={reason} onPress={() => editBench({ kind: 'shrink', blob: row.id, by: 1 })}>
            <IconMinus size={13} aria-hidden /> Shrink
          </ReasonButton>
          <ReasonButton reason={reason} onPress={() => editBench({ kind: 'grow', blob: row.id, by: 1 })}>
            <IconPlus size={13} aria-hidden /> Grow
          </ReasonButton>
        </span>
      )}
    </Field>
  );
}

/** World axis (0 right, 1 anterior, 2 superior) and sign of each direction, by the letters on the picture. */
const directions = [
  ['R', 'right', 0, 1],
  ['L', 'left', 0, -1],
  ['A', 'anterior', 1, 1],
  ['P', 'posterior', 1, -1],
  ['S', 'superior', 2, 1],
  ['I', 'inferior', 2, -1],
] as const;

function ShiftField({ row }: { readonly row: BenchRow }) {
  const affine = useApp(({ openCase }) => openCase?.grid.affine);
  const { editBench } = useActions();
  if (!affine) return null;
  const reason = nothingThere(row);
  return (
    <Field words={touchWords.shift}>
      {() => (
        <span className={styles.pad}>
          {directions.map(([letter, name, axis, sign]) => (
            <ReasonButton
              key={letter}
              label={`Shift by a voxel: ${name}`}
              reason={reason}
              onPress={() => editBench({ kind: 'shift', blob: row.id, by: axisStep(affine, axis, sign) })}
            >
              {letter}
            </ReasonButton>
          ))}
        </span>
      )}
    </Field>
  );
}
