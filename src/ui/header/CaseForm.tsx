import { Button, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { phantomCatalogue } from '../../core/phantoms/catalogue';
import { type PhantomSettings, phantomKinds } from '../../core/phantoms/settings';
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
  const { description, defaults } = phantomCatalogue[settings.kind];
  const change = (part: Partial<PhantomSettings>) => setSettings({ ...settings, ...part });
  return (
    <div className={styles.menu}>
      <div className={styles.kinds} role="radiogroup" aria-label="Kind of case">
        {phantomKinds.map((kind) => (
          <UnstyledButton
            key={kind}
            className={styles.kind}
            role="radio"
            aria-checked={kind === settings.kind}
            onClick={() => setSettings(phantomCatalogue[kind].defaults)}
          >
            {phantomCatalogue[kind].title}
          </UnstyledButton>
        ))}
      </div>
      <div>
        <p className={styles.about}>{description}</p>
        <CaseFields settings={settings} onChange={change} />
        <div className={styles.make}>
          <Button onClick={() => setSettings(defaults)}>Defaults</Button>
          <Button onClick={() => onMake({ ...settings, seed: settings.seed + 1 })}>Next seed</Button>
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
  const { ranges } = phantomCatalogue[settings.kind];
  return (
    <>
      <NumberField
        words={phantomWords.seed}
        value={settings.seed}
        min={0}
        max={999_999}
        step={1}
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
  { name: 'sizeSpread', digits: 1 },
  { name: 'contrast', digits: 2 },
  { name: 'noise', digits: 2 },
] as const;
