import { createContext, type ReactNode, useContext, useEffect } from 'react';
import { useStore } from 'zustand';
import type { Actions } from '../state/actions';
import type { App } from '../state/app';
import type { AppState } from '../state/model';
import type { Vault } from '../state/vault';

const AppContext = createContext<App | null>(null);

/** Gives every component below it the facts, the intents and the arrays of one page. */
export function AppProvider({ app, children }: { readonly app: App; readonly children: ReactNode }) {
  return <AppContext.Provider value={app}>{children}</AppContext.Provider>;
}

/** A slice of the facts; the component renders again only when the slice is another one. */
export function useApp<Slice>(pick: (state: AppState) => Slice): Slice {
  return useStore(useWholeApp().store, pick);
}

/** What the user can ask for. */
export function useActions(): Actions {
  return useWholeApp().actions;
}

/** The arrays beside the facts. Read them when a revision in the store rises. */
export function useVault(): Vault {
  return useWholeApp().vault;
}

/** Calls `feed` now and whenever the picked slice changes, without rendering; `pick` and `feed` must be stable. */
export function useFeed<Slice>(pick: (state: AppState) => Slice, feed: (slice: Slice, state: AppState) => void): void {
  const { store } = useWholeApp();
  useEffect(() => {
    let last = pick(store.getState());
    feed(last, store.getState());
    return store.subscribe((state) => {
      const next = pick(state);
      if (Object.is(next, last)) return;
      last = next;
      feed(next, state);
    });
  }, [store, pick, feed]);
}

/** The page as a whole, for handlers that read the facts when they are called. */
export function useWholeApp(): App {
  const app = useContext(AppContext);
  if (!app) throw new Error('a component stands outside AppProvider');
  return app;
}
