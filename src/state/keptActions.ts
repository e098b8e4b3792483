import { InputError } from '../core/errors';
import { encodeRecording } from '../core/recording/body';
import type { Actions } from './actions';
import type { Core } from './app';
import { entryOf } from './keptEntry';
import type { DamagedEntry, KeptEntry, KeptRuns } from './keptModel';
import { checkEntry } from './keptSchema';
import type { Lanes } from './lanes';
import { type CaseOpener, openRun } from './recordingActions';
import { unpackRun } from './recordings';
import { newRun, RunKeeper } from './runKeeper';
import { StoreTrouble, troubleSentences } from './runStore';
import { writeStorage } from './storage';
import { addNotice } from './store';

type KeptActions = Pick<
  Actions,
  | 'openKeptList'
  | 'closeKeptList'
  | 'refreshKept'
  | 'keepRunNow'
  | 'keepRuns'
  | 'openKept'
  | 'renameKept'
  | 'deleteKept'
  | 'clearKept'
  | 'exportKept'
  | 'importKept'
  | 'dismissOffer'
>;

/** Intents about the runs that are kept in this browser. The keeping itself is `runKeeper.ts`. */
export function createKeptActions(core: Core, lanes: Lanes, cases: CaseOpener): KeptActions {
  const { store, runs, recordings } = core;
  const set = (change: Partial<KeptRuns>) => store.setState(({ kept }) => ({ kept: { ...kept, ...change } }));
  const find = (id: string) => store.getState().kept.entries.find((entry) => entry.id === id);
  const keeper = new RunKeeper(core, (entry) => set({ ...withEntry(store.getState().kept, entry), trouble: null }));
  const refresh = () => orTrouble(async () => set(await readList(core)));
  const explain = (id: string, message: string) => {
    const { isOpen, problems } = store.getState().kept;
    set({ problems: { ...problems, [id]: message } });
    if (!isOpen) addNotice(store, 'error', message);
  };

  /** What goes wrong with the store becomes the sentence of the list. */
  async function orTrouble(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof StoreTrouble)) throw error;
      set({ isRead: true, trouble: troubleSentences[error.kind] });
    }
  }

  /** What goes wrong with one run becomes the sentence of its row; null = something did. */
  async function orProblem<T>(id: string, work: (file: Uint8Array) => Promise<T>): Promise<T | null> {
    let result: T | null = null;
    await orTrouble(async () => {
      try {
        const file = await runs.read(id);
        if (file) result = await work(file);
        else explain(id, 'Its file is missing or damaged: it can only be deleted.');
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        explain(id, error.message);
      }
    });
    return result;
  }

  const change = (id: string, changes: Partial<KeptEntry>) =>
    orTrouble(async () => {
      const entry = find(id);
      if (!entry) return;
      const changed = { ...entry, ...changes };
      await runs.change(changed);
      keeper.rename(changed);
      set(withEntry(store.getState().kept, changed));
    });

  runs.onChange(() => void refresh());
  void refresh();

  return {
    openKeptList: () => {
      set({ isOpen: true, problems: {}, importProblem: null });
      void refresh();
    },
    closeKeptList: () => set({ isOpen: false }),
    refreshKept: refresh,
    keepRunNow: () => keeper.flush(),
    keepRuns: (isOn) => {
      writeStorage(keepingKey, isOn);
      set({ isOn });
    },

    openKept: async (id) => {
      const opened = await orProblem(id, async (file) => {
        await keeper.flush();
        await openRun(core, lanes, cases, file);
        // Two tabs that go on with one run would overwrite each other's: the second goes on with a run of its own.
        const entry = find(id) ?? newRun('run');
        keeper.adopt((await runs.hold(id)) ? entry : newRun(`${entry.name} (again)`));
        set({ isOpen: false });
        const mode = store.getState().others.length > 0 ? 'compare' : 'train';
        store.setState((state) => ({ mode: state.mode === 'compare' ? 'compare' : mode }));
        return true;
      });
      return opened ?? false;
    },

    renameKept: (id, name) => change(id, { name: name.trim().slice(0, 120) || 'run' }),
    dismissOffer: (id) => change(id, { isOffered: false }),

    deleteKept: (id) =>
      orTrouble(async () => {
        await keeper.forget(id);
        await runs.remove(id);
        set(await readList(core));
      }),

    clearKept: () =>
      orTrouble(async () => {
        await keeper.forget(null);
        await runs.clear();
        const left = await readList(core);
        const count = left.entries.length + left.damaged.length;
        set({
          ...left,
          trouble: count > 0 ? `${count} runs are still there: clear again, or close other tabs.` : null,
        });
      }),

    exportKept: (id) =>
      orProblem(id, async (file) => {
        const recording = await unpackRun(core, file);
        return recordings.pack(encodeRecording({ ...recording, name: find(id)?.name ?? recording.name }));
      }),

    importKept: async (bytes) => {
      set({ importProblem: null });
      await orTrouble(async () => {
        try {
          const recording = await unpackRun(core, bytes);
          const entry = { ...entryOf(recording, newRun('').id, bytes.length), isOffered: false };
          await runs.put(entry, bytes.slice());
          set(withEntry(store.getState().kept, entry));
        } catch (error) {
          if (!(error instanceof InputError)) throw error;
          set({ importProblem: error.message });
        }
      });
    },
  };
}

/** Under this key the browser remembers whether runs are kept by themselves. */
export const keepingKey = 'blobscope.keeps.1';

type List = Pick<KeptRuns, 'isRead' | 'entries' | 'damaged' | 'quotaBytes' | 'elsewhere' | 'trouble'>;

async function readList({ runs, store }: Core): Promise<List> {
  const [rows, quotaBytes, held] = await Promise.all([runs.list(), runs.quotaBytes(), runs.held()]);
  const checked = rows.map(checkEntry);
  const isEntry = (row: KeptEntry | DamagedEntry): row is KeptEntry => 'lanes' in row;
  const entries = newestFirst(checked.filter(isEntry));
  const damaged = checked.filter((row): row is DamagedEntry => !isEntry(row));
  const elsewhere = held.filter((id) => id !== store.getState().kept.currentId);
  return { isRead: true, entries, damaged, quotaBytes, elsewhere, trouble: null };
}

function withEntry({ entries }: KeptRuns, entry: KeptEntry): Pick<KeptRuns, 'entries'> {
  return { entries: newestFirst([...entries.filter(({ id }) => id !== entry.id), entry]) };
}

function newestFirst(entries: readonly KeptEntry[]): readonly KeptEntry[] {
  return entries.toSorted((a, b) => b.keptAt.localeCompare(a.keptAt));
}
