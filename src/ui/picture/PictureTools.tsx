import { SegmentedControl, Slider, Tooltip } from '@mantine/core';
import { IconCircleHalf2, IconColumns2, IconSeparatorVertical } from '@tabler/icons-react';
import { arrangementWords } from '../../lessons/lanes';
import { type Arrangement, arrangements, type Layout, type Mode, type Overlay } from '../../state/viewModel';
import { useActions, useApp } from '../AppContext';
import { overlayChoices } from './overlayChoices';
import styles from './picture.module.css';

const layouts: readonly { readonly value: Layout; readonly label: string }[] = [
  { value: 'grid', label: '2×2' },
  { value: 'axial', label: 'A' },
  { value: 'coronal', label: 'C' },
  { value: 'sagittal', label: 'S' },
  { value: 'render', label: '3-D' },
];

/** What lies over the scan, which views are shown, how strong the overlay is. */
export function PictureTools({ isComparing }: { readonly isComparing: boolean }) {
  const { overlay, layout } = useApp((state) => state.picture);
  const { setPicture } = useActions();
  const overlays = useOverlays();
  const mode = useApp((state) => state.mode);
  const missing = overlays.find(({ disabled }) => disabled);
  return (
    <div className={styles.tools}>
      <Tooltip label={missing ? whyMissing(mode, missing.value) : ''} disabled={!missing} position="bottom-start">
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
      {isComparing && <ArrangementChoice />}
    </div>
  );
}

/** Two pictures, or one with a curtain. */
function ArrangementChoice() {
  const arrangement = useApp((state) => state.compare.arrangement);
  const { setCompare } = useActions();
  return (
    <SegmentedControl
      className={styles.segments}
      aria-label="Arrangement of the two lanes"
      data={arrangements.map((value) => ({ value, label: <ArrangementIcon value={value} /> }))}
      value={arrangement}
      onChange={(next) => setCompare({ arrangement: next })}
    />
  );
}

function ArrangementIcon({ value }: { readonly value: Arrangement }) {
  const { name, explanation } = arrangementWords[value];
  const Icon = value === 'sides' ? IconColumns2 : IconSeparatorVertical;
  return (
    <Tooltip label={`${name}: ${explanation}`}>
      <span className={styles.icon}>
        <Icon size={15} aria-hidden />
        <span className="visually-hidden">{name}</span>
      </span>
    </Tooltip>
  );
}

function useOverlays() {
  const mode = useApp((state) => state.mode);
  const picture = useApp((state) => state.picture);
  const prediction = useApp((state) => state.prediction);
  const bench = useApp((state) => state.bench);
  const selectedBlob = useApp((state) => state.selectedBlob);
  const choices = overlayChoices({ mode, picture, prediction, bench, selectedBlob });
  return choices.map(({ value, label, isThere }) => ({ value, label, disabled: !isThere }));
}

function whyMissing(mode: Mode, missing: Overlay): string {
  if (mode !== 'bench') return 'Probability and Found appear with the first prediction (Train).';
  if (missing === 'masked') return 'Sees: choose a blob first; what its term masks away is greyed.';
  return 'A prediction is on its way.';
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
