import { Button, FileButton, Switch } from '@mantine/core';
import { useState } from 'react';
import { keepingWords } from '../../lessons/kept';
import { useActions, useApp } from '../AppContext';
import frame from '../parts/dialog.module.css';
import { Named } from '../parts/Named';

/** Take a file in, whether runs are kept at all, and away with all of them. */
export function KeptTools() {
  const isOn = useApp((state) => state.kept.isOn);
  const { importKept, keepRuns } = useActions();
  const take = async (file: File | null) => file && importKept(new Uint8Array(await file.arrayBuffer()));
  return (
    <div className={frame.tools}>
      <FileButton accept=".blobrun" onChange={take} inputProps={{ 'aria-label': 'Run to import' }}>
        {(props) => <Button {...props}>Import…</Button>}
      </FileButton>
      <span className={frame.choice}>
        <Switch
          size="xs"
          checked={isOn}
          onChange={(event) => keepRuns(event.currentTarget.checked)}
          aria-label={keepingWords.name}
        />
        <Named {...keepingWords} />
      </span>
      <ClearAll />
    </div>
  );
}

function ClearAll() {
  const count = useApp(({ kept }) => kept.entries.length + kept.damaged.length);
  const { clearKept } = useActions();
  const [isAsked, setAsked] = useState(false);
  const clear = () => void clearKept().finally(() => setAsked(false));
  if (!isAsked || count === 0)
    return (
      <Button className={frame.last} disabled={count === 0} onClick={() => setAsked(true)}>
        Clear all…
      </Button>
    );
  return (
    <span className={frame.last} role="alert">
      Delete {count === 1 ? 'the run' : `all ${count} runs`} for good?
      <Button color="red" variant="filled" onClick={clear}>
        Clear all
      </Button>
      <Button onClick={() => setAsked(false)}>Keep</Button>
    </span>
  );
}
