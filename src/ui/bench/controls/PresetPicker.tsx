import { SegmentedControl, Select, UnstyledButton } from '@mantine/core';
import type { PresetId } from '../../../core/bench/edit';
import { presetOrder, presetWords } from '../../../lessons/bench';
import { useActions, useApp } from '../../AppContext';
import { Section } from '../../parts/Section';
import styles from './controls.module.css';
import { presetReason } from './presetReason';

/** Predictions worth a look: a list of all while nothing lies on the bench, then one line that tells which it is. */
export function PresetPicker() {
  const isOpen = useApp(({ bench }) => bench.phase === 'open');
  return isOpen ? <PresetLine /> : <PresetList />;
}

function PresetList() {
  const blobs = useApp(({ openCase }) => openCase?.blobs.length ?? 0);
  const { loadPreset } = useActions();
  return (
    <Section title="Examples" aside="one press each">
      <ul className={styles.presets}>
        {presetOrder.map(([first, second]) => {
          const reason = presetReason(first, blobs);
          return (
            <li key={first}>
              <UnstyledButton
                className={styles.preset}
                aria-disabled={reason !== null}
                onClick={() => reason === null && loadPreset(first)}
              >
                <b>{presetWords[first].name}</b>
                <span>{reason ?? (second ? pairLine(first, second) : presetWords[first].line)}</span>
              </UnstyledButton>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

function pairLine(a: PresetId, b: PresetId): string {
  return `${presetWords[a].line} ${presetWords[b].line}`;
}

function PresetLine() {
  const preset = useApp(({ bench }) =>
    bench.phase === 'open' && bench.answer.start.kind === 'preset' ? bench.answer.start.preset : null,
  );
  const isTouched = useApp(({ bench }) => bench.phase === 'open' && bench.answer.lastEdit !== null);
  const blobs = useApp(({ openCase }) => openCase?.blobs.length ?? 0);
  const { loadPreset } = useActions();
  const pair = presetOrder.find((one) => preset !== null && one.some((id) => id === preset));
  return (
    <Section title="Examples" aside={isTouched && preset ? 'touched since' : ''}>
      <div className={styles.presetLine}>
        <Select
          aria-label="Example"
          placeholder="Choose a prediction worth a look"
          data={presetOrder.map(([id]) => ({
            value: id,
            label: presetWords[id].name,
            disabled: presetReason(id, blobs) !== null,
          }))}
          value={pair?.[0] ?? null}
          onChange={(id) => {
            const chosen = presetOrder.find(([first]) => first === id);
            if (chosen) loadPreset(chosen[0]);
          }}
          maxDropdownHeight={420}
          renderOption={({ option }) => <PresetOption id={option.value} blobs={blobs} />}
        />
        {pair?.[1] && preset && (
          <SegmentedControl
            aria-label="Which of the two"
            data={pair.map((value, n) => ({ value, label: 'AB'[n] }))}
            value={preset}
            onChange={loadPreset}
          />
        )}
      </div>
      <p className={styles.hint}>
        {preset ? presetWords[preset].line : 'What a loss or a metric does not see is seen best on extremes.'}
      </p>
    </Section>
  );
}

function PresetOption({ id, blobs }: { readonly id: string; readonly blobs: number }) {
  const pair = presetOrder.find(([first]) => first === id);
  if (!pair) return null;
  const [first, second] = pair;
  return (
    <span className={styles.option}>
      <b>{presetWords[first].name}</b>
      <span>{presetReason(first, blobs) ?? (second ? pairLine(first, second) : presetWords[first].line)}</span>
    </span>
  );
}
