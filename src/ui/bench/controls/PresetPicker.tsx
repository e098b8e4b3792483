import { Button } from '@mantine/core';
import { useState } from 'react';
import type { PresetId } from '../../../core/bench/edits/edit';
import { presetOrder, presetWords } from '../../../lessons/bench';
import { useActions, useApp } from '../../AppContext';
import { Section } from '../../parts/Section';
import styles from './controls.module.css';
import { presetReason } from './presetReason';
import { ReasonButton } from './ReasonButton';
import { useAnswer } from './useOpenBench';

const singles = presetOrder.filter((entry) => entry.length === 1).map(([id]) => id);
const pairs = presetOrder.filter((entry) => entry.length === 2);

/** Predictions worth a look, one press each; the line below tells what the chosen one, or the one under the pointer, shows. */
export function PresetPicker() {
  const answer = useAnswer();
  const [pointed, setPointed] = useState<PresetId | null>(null);
  const chosen = answer?.start.kind === 'preset' ? answer.start.preset : null;
  const told = pointed ?? chosen;
  return (
    <Section title="Examples" aside={chosen && answer?.lastEdit ? 'touched since' : ''}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: only forgets what was pointed at */}
      <div className={styles.presets} onMouseLeave={() => setPointed(null)}>
        <span className={styles.buttons}>
          {singles.map((id) => (
            <PresetButton key={id} id={id} isChosen={id === chosen} onPoint={setPointed} />
          ))}
        </span>
        {pairs.map((pair) => (
          <PresetPair key={pair[0]} pair={pair} chosen={chosen} onPoint={setPointed} />
        ))}
      </div>
      <p className={styles.presetLine}>
        {told ? presetWords[told].line : 'What a loss or a metric does not see is seen best on extremes.'}
      </p>
      <WayToCase />
    </Section>
  );
}

/** An example that opens a case of its own closes the user's: this opens it again. */
function WayToCase() {
  const name = useApp(({ caseBefore }) => caseBefore?.name);
  const { goBackToCase } = useActions();
  if (name === undefined) return null;
  return (
    <Button size="compact-sm" className={styles.back} onClick={goBackToCase} title={`Open ${name} again`}>
      Back to {name}
    </Button>
  );
}

interface ButtonProps {
  readonly id: PresetId;
  readonly isChosen: boolean;
  readonly onPoint: (id: PresetId | null) => void;
  /** What stands on the button, where that is not the name of the example. */
  readonly letter?: string | undefined;
}

function PresetButton({ id, isChosen, onPoint, letter }: ButtonProps) {
  const openCase = useApp((state) => state.openCase);
  const { loadPreset } = useActions();
  const { name } = presetWords[id];
  return (
    <ReasonButton
      reason={openCase && presetReason(id, openCase)}
      isPressed={isChosen}
      onPress={() => loadPreset(id)}
      onPoint={(isOn) => onPoint(isOn ? id : null)}
    >
      {letter === undefined ? (
        name
      ) : (
        <>
          <span className="visually-hidden">{name} </span>
          {letter}
        </>
      )}
    </ReasonButton>
  );
}

interface PairProps {
  readonly pair: readonly PresetId[];
  readonly chosen: PresetId | null;
  readonly onPoint: (id: PresetId | null) => void;
}

function PresetPair({ pair, chosen, onPoint }: PairProps) {
  return (
    <div className={styles.row}>
      <span className={styles.pairName}>{presetWords[pair[0]].name}</span>
      <span className={styles.buttons}>
        {pair.map((id, n) => (
          <PresetButton key={id} id={id} isChosen={id === chosen} onPoint={onPoint} letter={'AB'[n]} />
        ))}
      </span>
    </div>
  );
}
