import type { Persistence } from '../kept/keptModel';
import { type RunStore, StoreTrouble, type StoreTroubleKind } from '../kept/runStore';

/** A run store in memory, for tests of the state; each of several pages may have one on the same rows. */
export interface FakeRunStore extends RunStore {
  readonly rows: Map<string, { entry: unknown; file: Uint8Array | null }>;
  /** Every call fails with this; null = none does. */
  trouble: StoreTroubleKind | null;
  /** How often something was put. */
  puts: number;
  isPersistent: Persistence;
  /** How often the browser was asked to keep what is there. */
  persistAsks: number;
  /** Waited for before anything is put. */
  gate: Promise<void>;
}

export function fakeRunStore(rows: FakeRunStore['rows'] = new Map(), holds: Set<string> = new Set()): FakeRunStore {
  let own: string | null = null;
  const work = async (does: () => void) => {
    await Promise.resolve();
    if (store.trouble) throw new StoreTrouble(store.trouble, 'as told');
    does();
  };
  const store: FakeRunStore = {
    rows,
    trouble: null,
    puts: 0,
    isPersistent: 'none',
    persistAsks: 0,
    gate: Promise.resolve(),
    list: async () => {
      await work(() => {});
      return [...rows].map(([id, { entry }]) => ({ id, entry: structuredClone(entry) }));
    },
    read: async (id) => {
      await work(() => {});
      return rows.get(id)?.file ?? null;
    },
    put: async (entry, file) => {
      await store.gate;
      await work(() => rows.set(entry.id, { entry: structuredClone(entry), file: file.slice() }));
      store.puts += 1;
    },
    change: (entry) =>
      work(() => {
        const row = rows.get(entry.id);
        if (row) row.entry = structuredClone(entry);
      }),
    remove: (id) => work(() => rows.delete(id)),
    clear: () => work(() => rows.clear()),
    quotaBytes: async () => 2 ** 30,
    persistence: async () => store.isPersistent,
    persist: async () => {
      store.persistAsks += 1;
      store.isPersistent = 'promised';
      return store.isPersistent;
    },
    hold: async (id) => {
      if (id === own) return true;
      if (own) holds.delete(own);
      own = id !== null && !holds.has(id) ? id : null;
      if (own) holds.add(own);
      return own === id;
    },
    held: async () => [...holds],
    onChange: () => {},
  };
  return store;
}
