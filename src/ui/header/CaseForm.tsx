import { Button, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { phantomCatalogue, phantomEntry } from '../../core/phantoms/catalogue';
import type { PhantomSettings } from '../../core/phantoms/settings';
import { phantomWords } from '../../lessons/phantoms';
import { NumberField, SliderField } from '../parts/fields';
import styles from './header.module.css';

interface Props {
  readonly initial: PhantomSettings;
  readonly onMake: (settings: PhantomSettings) => void;
}

/** The kinds of built-in case, and what can be set of the chosen one. */
export function CaseForm({ initial, onMake }: Props) {
  const [settings, setSettings] = useState(initial);
  const { description, defaults, ranges } = phantomEntry(settings.kind);
  const nextSeed = settings.seed < ranges.seed.max ? settings.seed + 1 : ranges.seed.min;
  const change = (part: Partial<PhantomSettings>) => setSettings({ ...settings, ...part });
  return (
    <div className={styles.menu}>
      <div className={styles.kinds} role="radiogroup" aria-label="Kind of case">
        {phantomCatalogue.map((entry) => (
          <UnstyledButton
            key={entry.kind}
            className={styles.kind}
            role="radio"
            aria-checked={entry.kind === settings.kind}
            onClick={() => setSettings(entry.defaults)}
          >
            {entry.title}
          </UnstyledButton>
        ))}
      </div>
      <div>
        <p className={styles.about}>{description}</p>
        <CaseFields settings={settings} onChange={change} />
        <div className={styles.make}>
          <Button onClick={() => setSettings(defaults)}>Defaults</Button>
          <Button onClick={() => onMake({ ...settings, seed: nextSeed })}>Next seed</Button>
          <Button variant="filled" fw={600} onClick={() => onMake(settings)}>
            Make
          </Button>
        </div>
      </div>
    </div>
  );
}

interface FieldsProps {
  readonly settings: PhantomSettings;
  readonly onChange: (part: Partial<PhantomSettings>) => void;
}

function CaseFields({ settings, onChange }: FieldsProps) {
  const { ranges } = phantomEntry(settings.kind);
  return (
    <>
      <NumberField
        words={phantomWords.seed}
        value={settings.seed}
        {...ranges.seed}
        onChange={(seed) => onChange({ seed })}
      />
      {fields.map(({ name, digits }) => (
        <SliderField
          key={name}
          words={phantomWords[name]}
          value={settings[name]}
          {...ranges[name]}
          digits={digits}
          onChange={(value) => onChange({ [name]: value })}
        />
      ))}
    </>
  );
}

const fields = [
  { name: 'size', digits: 0 },
  { name: 'blobCount', digits: 0 },
  { name: 'sizeSpread', digits: 2 },
  { name: 'contrast', digits: 1 },
  { name: 'noise', digits: 1 },
] as const;
