import { useEffect } from 'react';
import { useWholeApp } from '../../AppContext';

/** While it is wanted, the bench is asked for what the term of the selected blob sees. */
export function useSeenBlob(isWanted: boolean): void {
  const { store, actions } = useWholeApp();
  useEffect(() => {
    if (!isWanted) return;
    const follow = () => {
      const { benchSettings, openCase, selectedBlob } = store.getState();
      const wanted = selectedBlob !== null && selectedBlob <= (openCase?.blobs.length ?? 0) ? selectedBlob : null;
      if (benchSettings.seenBlob !== wanted) actions.setBench({ seenBlob: wanted });
    };
    follow();
    const leave = store.subscribe(follow);
    return () => {
      leave();
      const { mode, picture } = store.getState();
      if (mode !== 'bench' || picture.overlay !== 'masked') actions.setBench({ seenBlob: null });
    };
  }, [store, actions, isWanted]);
}
