import { SegmentedControl } from '@mantine/core';
import type { ComponentType } from 'react';
import type { BenchPart } from '../../state/benchModel';
import { useActions, useApp } from '../AppContext';
import { BenchNote } from './BenchNote';
import styles from './bench.module.css';
import { BenchControls } from './controls/BenchControls';
import { LossTab } from './ledger/LossTab';
import { BenchMetrics } from './metrics/BenchMetrics';

const tabs: readonly { readonly value: BenchPart; readonly label: string }[] = [
  { value: 'touch', label: 'Touch' },
  { value: 'loss', label: 'Loss' },
  { value: 'metrics', label: 'Metrics' },
];

const contents: Readonly<Record<BenchPart, ComponentType>> = {
  touch: BenchControls,
  loss: LossTab,
  metrics: BenchMetrics,
};

/** The panel of the mode Bench: the prediction, the loss that looks at it, and how it scores. */
export function BenchPanel() {
  const isOpen = useApp((state) => state.openCase !== null);
  const part = useApp((state) => state.benchPart);
  const { showBenchPart } = useActions();
  const Content = contents[part];
  if (!isOpen)
    return <p className={styles.nothing}>Open a scan and its mask, or a built-in case, to touch a prediction of it.</p>;
  return (
    <>
      <div className={styles.tabs}>
        <SegmentedControl
          aria-label="Part of the bench"
          fullWidth
          data={[...tabs]}
          value={part}
          onChange={showBenchPart}
        />
        <BenchNote />
      </div>
      <div className={styles.content}>
        <Content />
      </div>
    </>
  );
}
