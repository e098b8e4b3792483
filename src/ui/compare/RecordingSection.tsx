import { Badge, Button, FileButton } from '@mantine/core';
import { useState } from 'react';
import { homeCase } from '../../state/cases/selectCases';
import { useActions, useApp, useWholeApp } from '../AppContext';
import { Section } from '../parts/Section';
import { recordingFileName } from '../recordingFileName';
import { saveFile } from '../saveFile';
import styles from './compare.module.css';
import { WatchMenu } from './WatchMenu';

/** Saves the lanes as a file that plays in the same views, and opens such files. */
export function RecordingSection() {
  const { store } = useWholeApp();
  const { packRecording, openRecording, openKeptList } = useActions();
  const hasRun = useApp((state) => state.run.step > 0);
  const [isBusy, setBusy] = useState(false);
  const during = async (work: () => Promise<unknown>) => {
    setBusy(true);
    await work().finally(() => setBusy(false));
  };
  const save = async () => {
    const name = homeCase(store.getState())?.name ?? 'recording';
    const bytes = await packRecording(name);
    if (bytes) saveFile(recordingFileName(name), new Blob([bytes], { type: 'application/gzip' }));
  };
  const open = async (file: File | null) => file && openRecording(new Uint8Array(await file.arrayBuffer()));
  return (
    <Section title="Recording" aside={<RecordedBadge />}>
      <div className={styles.buttons}>
        <WatchMenu isBusy={isBusy} onWork={(work) => void during(work)} />
        <Button disabled={!hasRun || isBusy} onClick={() => during(save)}>
          Save
        </Button>
        <FileButton accept=".blobrun" onChange={(file) => during(() => open(file))}>
          {(props) => (
            <Button {...props} disabled={isBusy}>
              Open…
            </Button>
          )}
        </FileButton>
        <Button onClick={openKeptList}>Kept runs…</Button>
      </div>
      <p className={styles.hint}>
        Curves, predictions, settings and checkpoints of all lanes in one file; never the scan. It stays on this
        machine.
      </p>
    </Section>
  );
}

/** Says that what is seen was not trained on this page. */
function RecordedBadge() {
  const recorded = useApp((state) => state.run.recorded);
  if (!recorded) return null;
  return (
    <Badge variant="light" color="orange" title={`${recorded.name}, ${recorded.backend}, ${recorded.madeAt}`}>
      recorded {recorded.madeAt.slice(0, 10)} · {recorded.backend}
    </Badge>
  );
}
