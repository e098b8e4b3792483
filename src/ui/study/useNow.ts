import { useEffect, useState } from 'react';

/** The time, anew each second while it matters. */
export function useNow(isWanted: boolean): number {
  const [nowMs, setNowMs] = useState(Date.now);
  useEffect(() => {
    if (!isWanted) return;
    const timer = setInterval(() => setNowMs(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [isWanted]);
  return nowMs;
}
