import { useEffect } from 'react';
import { useWholeApp } from '../AppContext';

/** So long a case may stand without a prediction before the perfect one is taken: a preset that opens its own case comes first. */
const waitMs = 60;

/** In the Bench there is always something to touch: a case without a prediction gets the perfect one. */
export function useFirstPrediction(): void {
  const { store, actions } = useWholeApp();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const isDue = () => {
      const { mode, bench, openCase, opening } = store.getState();
      return mode === 'bench' && bench.phase === 'closed' && openCase?.hasMask === true && opening.phase !== 'busy';
    };
    const look = () => {
      if (!isDue() || timer !== undefined) return;
      timer = setTimeout(() => {
        timer = undefined;
        if (isDue()) actions.startBench('perfect');
      }, waitMs);
    };
    look();
    const leave = store.subscribe(look);
    return () => {
      leave();
      clearTimeout(timer);
    };
  }, [store, actions]);
}
