import { Button, Progress } from '@mantine/core';
import { useEffect, useState } from 'react';
import styles from './parts.module.css';

interface Props {
  readonly what: string;
  /** 0..1 */
  readonly fraction: number;
  /** Milliseconds since the epoch; null = show at once, in one short line, with per cent instead of time. */
  readonly startedAtMs: number | null;
  readonly onCancel: () => void;
  readonly className?: string | undefined;
}

const quietMs = 300;

/** Work that takes time: what, how far, how long, and a way to stop it. Silent for the first 0.3 s. */
export function WorkBar({ what, fraction, startedAtMs, onCancel, className = '' }: Props) {
  const elapsedMs = useElapsed(startedAtMs);
  if (startedAtMs !== null && elapsedMs < quietMs) return null;
  const percent = Math.round(100 * fraction);
  return (
    <div className={`${styles.work} ${className}`} role="status">
      {startedAtMs !== null && <span className={styles.workText}>{what}</span>}
      <Progress className={styles.workProgress} value={percent} size={6} aria-label={what} />
      <span className={styles.workTime}>
        {startedAtMs === null ? `${percent} %` : `${(elapsedMs / 1000).toFixed(1)} s`}
      </span>
      <Button size={startedAtMs === null ? 'compact-sm' : 'compact-md'} onClick={onCancel}>
        Cancel
      </Button>
    </div>
  );
}

function useElapsed(sinceMs: number | null): number {
  const [nowMs, setNowMs] = useState(Date.now);
  useEffect(() => {
    if (sinceMs === null) return;
    const timer = setInterval(() => setNowMs(Date.now()), 100);
    return () => clearInterval(timer);
  }, [sinceMs]);
  return sinceMs === null ? 0 : nowMs - sinceMs;
}
