import { SegmentedControl } from '@mantine/core';
import { type ComponentType, useState } from 'react';
import { useApp } from '../AppContext';
import { BenchNote } from './BenchNote';
import styles from './bench.module.css';
import { BenchControls } from './controls/BenchControls';
import { LossTab } from './ledger/LossTab';
import { BenchMetrics } from './metrics/BenchMetrics';

interface Tab {
  readonly label: string;
  readonly Content: ComponentType;
}

const tabs: readonly Tab[] = [
  { label: 'Touch', Content: BenchControls },
  { label: 'Loss', Content: LossTab },
  { label: 'Metrics', Content: BenchMetrics },
];

/** The panel of the mode Bench: the prediction, the loss that looks at it, and how it scores. */
export function BenchPanel() {
  const isOpen = useApp((state) => state.openCase !== null);
  const [shown, setShown] = useState(tabs[0].label);
  const { Content } = tabs.find(({ label }) => label === shown) ?? tabs[0];
  if (!isOpen)
    return <p className={styles.nothing}>Open a scan and its mask, or a built-in case, to touch a prediction of it.</p>;
  return (
    <>
      <div className={styles.tabs}>
        <SegmentedControl
          aria-label="Part of the bench"
          fullWidth
          data={tabs.map(({ label }) => label)}
          value={shown}
          onChange={setShown}
        />
        <BenchNote />
      </div>
      <div className={styles.content}>
        <Content />
      </div>
    </>
  );
}
