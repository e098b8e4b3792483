import { Select } from '@mantine/core';
import { useState } from 'react';
import type { StepFacts } from '../../core/slowMotion/explained';
import { noBlobSums, sumsSentence } from '../../lessons/slowMotion';
import { formatCount, formatSum } from '../format';
import { BlobTable } from './BlobTable';
import styles from './slowMotion.module.css';

interface Props {
  readonly facts: StepFacts;
  readonly chosen: number | null;
}

/** The table of region sums: inside each blob, and over the rest of its cell. */
export function SumsStage({ facts, chosen }: Props) {
  const { quantities, blobs, background } = facts.explained;
  const [picked, setPicked] = useState(quantities[0]);
  const k = Math.max(0, quantities.indexOf(picked));
  const total = blobs.reduce((sum, { inside }) => sum + inside.sums[k], 0);
  return (
    <>
      <p>{blobs.length === 0 ? noBlobSums : sumsSentence}</p>
      {quantities.length > 1 && (
        <Select
          className={styles.sumChoice}
          aria-label="What is summed"
          data={[...quantities]}
          value={picked}
          comboboxProps={{ withinPortal: true }}
          onChange={(next) => next !== null && setPicked(next)}
        />
      )}
      <p className={styles.hint}>
        {`C = the blob, V = its cell, Σ = ${picked} summed over voxels. In all: ${formatSum(total)} inside, ${formatSum(background.sums[k])} outside.`}
      </p>
      <BlobTable
        label="Region sums"
        chosen={chosen}
        heads={['|C|', 'Σ inside', '|V − C|', 'Σ outside']}
        rows={blobs.map(({ id, inside, outside }) => ({
          id,
          cells: [
            ...[formatCount(inside.voxels), formatSum(inside.sums[k])],
            ...[formatCount(outside.voxels), formatSum(outside.sums[k])],
          ],
        }))}
        background={['', '', formatCount(background.voxels), formatSum(background.sums[k])]}
      />
    </>
  );
}
