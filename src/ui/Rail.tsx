import { ActionIcon, Tooltip } from '@mantine/core';
import { IconLayoutSidebarRightExpand } from '@tabler/icons-react';
import type { Mode } from '../state/viewModel';
import { useApp } from './AppContext';
import { PlayIcon } from './train/PlayButton';
import styles from './workspace.module.css';

const modeNames: Record<Mode, string> = { blobs: 'Blobs', bench: 'Bench', train: 'Train', compare: 'Compare' };

/** What is left of the right panel while it is folded. */
export function Rail({ onUnfold }: { readonly onUnfold: () => void }) {
  const mode = useApp((state) => state.mode);
  return (
    <section className={styles.rail} aria-label="Folded panel">
      <Tooltip label="Show the panel" position="left">
        <ActionIcon aria-label="Show the panel" onClick={onUnfold}>
          <IconLayoutSidebarRightExpand size={17} />
        </ActionIcon>
      </Tooltip>
      {(mode === 'train' || mode === 'compare') && <PlayIcon />}
      <span className={styles.railWords}>{modeNames[mode]}</span>
    </section>
  );
}
