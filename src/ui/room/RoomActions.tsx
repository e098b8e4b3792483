import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { isLaneBusy } from '../../state/isRunning';
import { useActions, useApp } from '../AppContext';
import { diagnostics } from './diagnostics';
import styles from './room.module.css';

/** Check again, copy, and what stands in the way of either. */
export function RoomActions() {
  const isBusy = useApp((state) => isLaneBusy(state.lane));
  const isChecking = useApp(({ room }) => room.phase === 'checking');
  const isFirst = useApp(({ room }) => room.phase === 'none');
  const text = useApp(({ room }) => (room.phase === 'checked' ? diagnostics(room.report) : null));
  const { checkRoom } = useActions();
  return (
    <div className={styles.actions}>
      <span className={styles.hint}>{text !== null && hint(isBusy)}</span>
      <Button disabled={isBusy || isChecking} onClick={checkRoom}>
        {isFirst ? 'Check' : 'Check again'}
      </Button>
      {(text !== null || isChecking) && <CopyButton text={text} />}
    </div>
  );
}

function hint(isBusy: boolean): string {
  return isBusy ? 'A run is going on; pause it to check again.' : 'Nothing of a scan is in the diagnostics.';
}

function CopyButton({ text }: { readonly text: string | null }) {
  const [outcome, setOutcome] = useState<'none' | 'copied' | 'refused'>('none');
  // biome-ignore lint/correctness/useExhaustiveDependencies: another text has not been copied yet
  useEffect(() => setOutcome('none'), [text]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text ?? '');
      setOutcome('copied');
    } catch {
      // Browsers may forbid it; the text can be selected under "As plain text".
      setOutcome('refused');
    }
  };
  return (
    <>
      <Button variant="filled" fw={600} miw={132} disabled={text === null} onClick={() => void copy()}>
        {outcome === 'copied' ? 'Copied' : 'Copy diagnostics'}
      </Button>
      <span className={outcome === 'refused' ? styles.refused : 'visually-hidden'} role="status">
        {outcomeWords[outcome]}
      </span>
    </>
  );
}

const outcomeWords = {
  none: '',
  copied: 'The diagnostics are in the clipboard.',
  refused: 'The browser forbids copying: open “As plain text” and select it.',
} as const;
