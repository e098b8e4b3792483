import { Button, Menu } from '@mantine/core';
import { useState } from 'react';
import { useActions } from '../AppContext';
import styles from './compare.module.css';
import { fetchRecording, listRecordings, type ShippedRecording } from './shippedRecordings';

type List =
  | { readonly phase: 'unknown' }
  | { readonly phase: 'listed'; readonly recordings: readonly ShippedRecording[] }
  | { readonly phase: 'failed' };

/** Comparisons that were trained beforehand, to be watched at once, on any machine. */
export function WatchMenu({ isBusy, onWork }: WatchProps) {
  const { openRecording } = useActions();
  const [list, setList] = useState<List>({ phase: 'unknown' });
  const load = () => {
    if (list.phase === 'listed') return;
    listRecordings().then(
      (recordings) => setList({ phase: 'listed', recordings }),
      () => setList({ phase: 'failed' }),
    );
  };
  const watch = async (recording: ShippedRecording) => {
    const bytes = await fetchRecording(recording).catch(() => null);
    if (bytes) await openRecording(bytes);
    else setList({ phase: 'failed' });
  };
  return (
    <Menu position="bottom-start" onOpen={load} width={300}>
      <Menu.Target>
        <Button disabled={isBusy}>Watch…</Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Trained beforehand; they take the place of the lanes</Menu.Label>
        {list.phase === 'listed' &&
          list.recordings.map((recording) => (
            <Menu.Item key={recording.file} onClick={() => onWork(() => watch(recording))}>
              {recording.name}
              <div className={styles.about}>{recording.about}</div>
            </Menu.Item>
          ))}
        {sentenceOf(list) && <Menu.Label>{sentenceOf(list)}</Menu.Label>}
      </Menu.Dropdown>
    </Menu>
  );
}

interface WatchProps {
  readonly isBusy: boolean;
  readonly onWork: (work: () => Promise<unknown>) => void;
}

function sentenceOf(list: List): string | null {
  switch (list.phase) {
    case 'unknown':
      return 'Looking for them…';
    case 'failed':
      return 'They could not be loaded. Is the network there? Open the menu to try again.';
    case 'listed':
      return list.recordings.length === 0 ? 'This page was put up without recordings.' : null;
    default:
      return list satisfies never;
  }
}
