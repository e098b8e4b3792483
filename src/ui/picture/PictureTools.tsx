import { SegmentedControl, Slider, Tooltip } from '@mantine/core';
import { IconCircleHalf2 } from '@tabler/icons-react';
import type { Layout, Overlay } from '../../state/model';
import { useActions, useApp } from '../AppContext';
import styles from './picture.module.css';

const layouts: readonly { readonly value: Layout; readonly label: string }[] = [
  { value: 'grid', label: '2×2' },
  { value: 'axial', label: 'A' },
  { value: 'coronal', label: 'C' },
  { value: 'sagittal', label: 'S' },
  { value: 'render', label: '3-D' },
];

/** What lies over the scan, which views are shown, how strong the overlay is. */
export function PictureTools() {
  const { overlay, layout } = useApp((state) => state.picture);
  const hasPrediction = useApp((state) => state.prediction !== null);
  const { setPicture } = useActions();
  const overlays: { value: Overlay; label: string; disabled?: boolean }[] = [
    { value: 'blobs', label: 'Blobs' },
    { value: 'probability', label: 'Probability', disabled: !hasPrediction },
    { value: 'outcome', label: 'Found', disabled: !hasPrediction },
    { value: 'none', label: 'None' },
  ];
  return (
    <div className={styles.tools}>
      <Tooltip
        label="Probability and Found appear with the first prediction (Train)."
        disabled={hasPrediction}
        position="bottom-start"
      >
        <SegmentedControl
          className={styles.segments}
          aria-label="Overlay"
          data={overlays}
          value={overlay}
          onChange={(next) => setPicture({ overlay: next })}
        />
      </Tooltip>
      <SegmentedControl
        className={styles.segments}
        aria-label="Views: four at once, axial, coronal, sagittal, 3-D"
        data={[...layouts]}
        value={layout}
        onChange={(next) => setPicture({ layout: next })}
      />
      <OpacitySlider />
    </div>
  );
}

function OpacitySlider() {
  const opacity = useApp((state) => state.picture.opacity);
  const { setPicture } = useActions();
  return (
    <Tooltip label="Overlay opacity; keys [ and ]">
      <div className={styles.opacity}>
        <IconCircleHalf2 size={15} aria-hidden />
        <Slider
          w={72}
          min={0}
          max={1}
          step={0.05}
          value={opacity}
          thumbLabel="Overlay opacity"
          onChange={(value) => setPicture({ opacity: value })}
        />
      </div>
    </Tooltip>
  );
}
