import { SegmentedControl } from '@mantine/core';
import type { Mode } from '../../state/viewModel';
import { useActions, useApp } from '../AppContext';
import styles from './header.module.css';

const modes: readonly { readonly value: Mode; readonly label: string }[] = [
  { value: 'blobs', label: 'Blobs' },
  { value: 'bench', label: 'Bench' },
  { value: 'train', label: 'Train' },
  { value: 'compare', label: 'Compare' },
];

/** Which of the modes the right panel shows; both share the scan and the selected blob. */
export function ModeSwitch() {
  const mode = useApp((state) => state.mode);
  const { showMode } = useActions();
  return (
    <SegmentedControl className={styles.modes} aria-label="Mode" data={[...modes]} value={mode} onChange={showMode} />
  );
}
