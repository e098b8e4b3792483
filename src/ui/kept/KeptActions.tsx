import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconDownload, IconPin, IconPinFilled, IconTrash } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { KeptEntry } from '../../state/kept/keptModel';
import { useActions, useApp } from '../AppContext';
import { recordingFileName } from '../recordingFileName';
import { saveFile } from '../saveFile';

/** Open, pin, save as a file, delete. */
export function KeptActions({ entry: { id, name, isPinned } }: { readonly entry: KeptEntry }) {
  const isHere = useApp((state) => state.kept.currentId === id && state.run.step > 0);
  const { openKept, exportKept, pinKept } = useActions();
  const [isBusy, setBusy] = useState(false);
  const during = async (work: () => Promise<unknown>) => {
    setBusy(true);
    await work().finally(() => setBusy(false));
  };
  const save = async () => {
    const bytes = await exportKept(id);
    if (bytes) saveFile(recordingFileName(name), new Blob([bytes], { type: 'application/gzip' }));
  };
  return (
    <DeleteButton id={id} name={name}>
      <Button size="compact-sm" disabled={isBusy || isHere} onClick={() => during(() => openKept(id))}>
        Open
      </Button>
      <Tooltip label={isPinned ? 'Pinned: never dropped to make room' : 'Pin: never drop it to make room'}>
        <ActionIcon aria-label={`Pin ${name}`} aria-pressed={isPinned} onClick={() => pinKept(id, !isPinned)}>
          {isPinned ? <IconPinFilled size={15} /> : <IconPin size={15} />}
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Save as a file">
        <ActionIcon aria-label={`Save ${name} as a file`} disabled={isBusy} onClick={() => during(save)}>
          <IconDownload size={15} />
        </ActionIcon>
      </Tooltip>
    </DeleteButton>
  );
}

interface DeleteProps extends Pick<KeptEntry, 'id' | 'name'> {
  /** What stands beside it until it is pressed. */
  readonly children?: ReactNode;
}

/** Asks once more before a run is gone. */
export function DeleteButton({ id, name, children }: DeleteProps) {
  const { deleteKept } = useActions();
  const [isAsked, setAsked] = useState(false);
  if (isAsked)
    return (
      <>
        <Button size="compact-sm" color="red" variant="filled" onClick={() => deleteKept(id)}>
          Delete
        </Button>
        <Button size="compact-sm" autoFocus onClick={() => setAsked(false)}>
          Keep
        </Button>
      </>
    );
  return (
    <>
      {children}
      <Tooltip label="Delete…">
        <ActionIcon aria-label={`Delete ${name}…`} onClick={() => setAsked(true)}>
          <IconTrash size={15} />
        </ActionIcon>
      </Tooltip>
    </>
  );
}
