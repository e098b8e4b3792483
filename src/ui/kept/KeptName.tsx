import { TextInput, Tooltip, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import type { KeptEntry } from '../../state/kept/keptModel';
import { useActions } from '../AppContext';
import styles from './kept.module.css';

/** The name of a run; pressing it makes a field of it, Enter keeps what was typed, Escape does not. */
export function KeptName({ entry: { id, name } }: { readonly entry: KeptEntry }) {
  const { renameKept } = useActions();
  const [typed, setTyped] = useState<string | null>(null);
  const keep = () => {
    if (typed !== null && typed !== name) void renameKept(id, typed);
    setTyped(null);
  };
  if (typed === null)
    return (
      <Tooltip label="Rename">
        <UnstyledButton className={styles.nameButton} aria-label={`Rename ${name}`} onClick={() => setTyped(name)}>
          {name}
        </UnstyledButton>
      </Tooltip>
    );
  return (
    <TextInput
      className={styles.nameField}
      aria-label="New name"
      // Escape would close the whole list.
      data-mantine-stop-propagation
      value={typed}
      maxLength={120}
      ref={(field) => field?.focus()}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === 'Enter') keep();
        if (event.key === 'Escape') setTyped(null);
      }}
    />
  );
}
