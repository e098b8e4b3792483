import { Button, Popover } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import { phantomEntry } from '../../core/phantoms/catalogue';
import type { PhantomSettings } from '../../core/phantoms/settings';
import type { AppState } from '../../state/model';
import { useActions, useApp } from '../AppContext';
import { CaseForm } from './CaseForm';
import styles from './header.module.css';

/** Names what is open, and makes a built-in case with the settings one likes. */
export function CaseMenu() {
  const name = useApp(caseName);
  const openSettings = useApp(phantomSettings);
  const { openPhantom } = useActions();
  const [isShown, setShown] = useState(false);
  const make = (settings: PhantomSettings) => {
    setShown(false);
    openPhantom(settings);
  };
  return (
    <Popover opened={isShown} onChange={setShown} position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <Button
          title={name}
          aria-label={`Built-in cases; open now: ${name}`}
          rightSection={<IconChevronDown size={13} />}
          onClick={() => setShown(!isShown)}
        >
          <span className={styles.caseName}>{name}</span>
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Built-in cases">
        <CaseForm initial={openSettings ?? phantomEntry('ms').defaults} onMake={make} />
      </Popover.Dropdown>
    </Popover>
  );
}

function caseName({ openCase }: AppState): string {
  return openCase?.name ?? 'Built-in cases';
}

function phantomSettings({ openCase }: AppState): PhantomSettings | null {
  return openCase?.source.kind === 'phantom' ? openCase.source.settings : null;
}
