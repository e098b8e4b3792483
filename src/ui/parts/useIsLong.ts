import { useEffect, useState } from 'react';

/** What is done sooner is not worth a bar that flashes up. */
const quietMs = 500;

/** Whether a work has been going on for half a second. */
export function useIsLong(isWorking: boolean): boolean {
  const [isLong, setIsLong] = useState(false);
  useEffect(() => {
    if (!isWorking) return;
    const timer = setTimeout(() => setIsLong(true), quietMs);
    return () => {
      clearTimeout(timer);
      setIsLong(false);
    };
  }, [isWorking]);
  return isLong;
}
