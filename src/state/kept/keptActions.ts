import { InputError } from '../../core/errors';
import { encodeRecording } from '../../core/recording/body';
import type { Actions } from '../actions';
import type { Lanes } from '../lanes';
import { type CaseOpener, openRun } from '../recordings/recordingActions';
import { unpackRun } from '../recordings/recordings';
import { asSentence } from '../sentence';
import { writeStorage } from '../storage';
import type { Core } from '../wires';
import { KeptDesk } from './keptDesk';
import { entryOf } from './keptEntry';
import { readList } from './keptList';
import { newRun } from './runKeeper';

type KeptActions = Pick<
  Actions,
  | 'openKeptList'
  | 'closeKeptList'
  | 'refreshKept'
  | 'keepRunNow'
  | 'keepRuns'
  | 'openKept'
  | 'renameKept'
  | 'pinKept'
  | 'askToPersist'
  | 'deleteKept'
  | 'clearKept'
  | 'exportKept'
  | 'importKept'
  | 'dismissOffer'
>;

/** Under this key the browser remembers whether runs are kept by themselves. */
export const keepingKey = 'blobscope.keeps.1';

/** Intents about the runs that are kept in this browser. The keeping itself is `runKeeper.ts`. */
export function createKeptActions(core: Core, lanes: Lanes, cases: CaseOpener): KeptActions {
  const desk = new KeptDesk(core);
  return {
    openKeptList: () => {
      desk.set({ isOpen: true, problems: {}, importProblem: null });
      void desk.refresh();
    },
    closeKeptList: () => desk.set({ isOpen: false }),
    refreshKept: () => desk.refresh(),
    keepRunNow: () => desk.keeper.flush(),
    keepRuns: (isOn) => {
      writeStorage(keepingKey, isOn);
      desk.set({ isOn });
    },
    openKept: async (id) => (await desk.withFile(id, (file) => open(core, desk, lanes, cases, id, file))) ?? false,
    renameKept: (id, name) => desk.change(id, { name: name.trim().slice(0, 120) || 'run', isPinned: true }),
    pinKept: (id, isPinned) => desk.change(id, { isPinned }),
    askToPersist: async () => desk.set({ persistence: await core.runs.persist() }),
    dismissOffer: (id) => desk.change(id, { isOffered: false }),
    deleteKept: (id) =>
      desk.orTrouble(async () => {
        await desk.keeper.forget(id);
        await core.runs.remove(id);
        desk.set({ ...(await readList(core)), trouble: null });
      }),
    clearKept: () => desk.orTrouble(() => clear(core, desk)),
    exportKept: (id) =>
      desk.withFile(id, async (file) => {
        const recording = await unpackRun(core, file);
        return core.recordings.pack(encodeRecording({ ...recording, name: desk.find(id)?.name ?? recording.name }));
      }),
    importKept: (bytes) => desk.orTrouble(() => takeIn(core, desk, bytes)),
  };
}

/** Puts a kept run in the place of the lanes; the one that stood there is kept first, to its last step. */
async function open(
  core: Core,
  desk: KeptDesk,
  lanes: Lanes,
  cases: CaseOpener,
  id: string,
  file: Uint8Array,
): Promise<boolean> {
  await lanes.pause();
  await desk.keeper.flush();
  await openRun(core, lanes, cases, file);
  // Two tabs that go on with one run would overwrite each other's: the second goes on with a run of its own.
  const entry = desk.find(id) ?? newRun('run');
  desk.keeper.adopt((await core.runs.hold(id)) ? entry : newRun(`${entry.name} (again)`));
  desk.set({ isOpen: false });
  const { store } = core;
  const mode = store.getState().others.length > 0 ? 'compare' : 'train';
  store.setState((state) => ({ mode: state.mode === 'compare' ? 'compare' : mode }));
  return true;
}

async function clear(core: Core, desk: KeptDesk): Promise<void> {
  await desk.keeper.forget(null);
  await core.runs.clear();
  const left = await readList(core);
  const count = left.entries.length + left.damaged.length;
  const trouble =
    count > 0 ? `Runs that are still there: ${count}. Close other tabs of this page, and clear again.` : null;
  desk.set({ ...left, trouble });
}

async function takeIn(core: Core, desk: KeptDesk, bytes: Uint8Array): Promise<void> {
  desk.set({ importProblem: null });
  try {
    const recording = await unpackRun(core, bytes);
    const entry = { ...entryOf(recording, newRun('').id, bytes.length), isOffered: false, isPinned: true };
    await core.runs.put(entry, bytes.slice());
    desk.show(entry);
    await desk.settle();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    desk.set({ importProblem: asSentence(error.message) });
  }
}
