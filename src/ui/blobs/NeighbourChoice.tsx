import { SegmentedControl } from '@mantine/core';
import type { Connectivity } from '../../core/case';
import { useActions, useApp } from '../AppContext';
import { Named } from '../parts/Named';
import styles from './blobs.module.css';

const choices: readonly Connectivity[] = [6, 18, 26];

const explanation =
  'Which voxels belong to one blob: 6 = those that share a face, 18 = also an edge, 26 = also a corner. The blobs are found anew, and a run starts afresh.';

/** How blobs are told apart. */
export function NeighbourChoice() {
  const connectivity = useApp((state) => state.openCase?.connectivity);
  const { setConnectivity } = useActions();
  if (!connectivity) return null;
  return (
    <span className={styles.neighbours}>
      <Named name="Neighbours" explanation={explanation} />
      <SegmentedControl
        size="xs"
        aria-label="Neighbours"
        data={choices.map(String)}
        value={String(connectivity)}
        onChange={(value) => {
          const chosen = choices.find((choice) => String(choice) === value);
          if (chosen) setConnectivity(chosen);
        }}
      />
    </span>
  );
}
