import type { Actions } from './actions';
import { shownRecords } from './cases/selectCases';
import { ledgerRows } from './ledgerRows';
import type { AppState } from './model';
import { tableRows } from './selectBlobs';
import type { Mode, PictureView } from './viewModel';
import type { Core } from './wires';

type ViewActions = Pick<
  Actions,
  | 'showMode'
  | 'setTheme'
  | 'toggleHelp'
  | 'dismissNotice'
  | 'selectBlob'
  | 'stepBlob'
  | 'hoverBlob'
  | 'crosshairMoved'
  | 'setTable'
  | 'setLedger'
  | 'setPicture'
  | 'setChart'
  | 'setCompare'
>;

/** Intents that change only what is looked at. */
export function createViewActions({ store, vault }: Core): ViewActions {
  const set = store.setState;
  return {
    showMode: (mode) => set((state) => ({ mode, picture: pictureIn(mode, state) })),
    setTheme: (theme) => set({ theme }),
    toggleHelp: () => set(({ isHelpOpen }) => ({ isHelpOpen: !isHelpOpen })),
    dismissNotice: (id) => set(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) })),
    selectBlob: (id) =>
      set(({ benchSettings }) => ({ selectedBlob: id, benchSettings: withoutComponent(benchSettings) })),
    stepBlob: (by) => {
      const ids = rowsInSight(store.getState(), vault).map((row) => row.id);
      if (ids.length === 0) return;
      const { selectedBlob } = store.getState();
      const at = selectedBlob === null ? -1 : ids.indexOf(selectedBlob);
      const next = at < 0 ? (by > 0 ? 0 : ids.length - 1) : (at + by + ids.length) % ids.length;
      set({ selectedBlob: ids[next], benchSettings: withoutComponent(store.getState().benchSettings) });
    },
    hoverBlob: (id) => {
      if (store.getState().hoveredBlob !== id) set({ hoveredBlob: id });
    },
    crosshairMoved: (mm) => set({ crosshairMm: mm }),
    setTable: (change) => set(({ table }) => ({ table: { ...table, ...change } })),
    setLedger: (change) => set(({ ledger }) => ({ ledger: { ...ledger, ...change } })),
    setPicture: (change) => set(({ picture }) => ({ picture: { ...picture, ...change } })),
    setCompare: (change) => set(({ compare }) => ({ compare: { ...compare, ...change } })),
    setChart: (change) => set(({ chart }) => ({ chart: { ...chart, ...change } })),
  };
}

/** One thing is looked at at a time: with a blob no component is. */
function withoutComponent(settings: AppState['benchSettings']): AppState['benchSettings'] {
  return settings.seenVoxel === null ? settings : { ...settings, seenVoxel: null };
}

/** The rows of the table that the mode shows, in its order. */
function rowsInSight(state: AppState, vault: Core['vault']): readonly { readonly id: number }[] {
  const isLedger = state.mode === 'bench' && state.bench.phase === 'open';
  return isLedger ? ledgerRows(state) : tableRows(state, shownRecords(state, vault));
}

/** The overlay when the bench is entered or left: its own gives way outside it, and that of a prediction where there is none. */
function pictureIn(mode: Mode, { mode: before, picture, prediction, bench }: AppState): PictureView {
  if ((mode === 'bench') === (before === 'bench')) return picture;
  const { overlay } = picture;
  const hasPrediction = mode === 'bench' ? bench.phase === 'open' : prediction !== null;
  const isBenchs = overlay === 'heat' || overlay === 'masked';
  const isPredicted = isBenchs || overlay === 'probability' || overlay === 'outcome';
  const isLost = (isBenchs && mode !== 'bench') || (isPredicted && !hasPrediction);
  return isLost ? { ...picture, overlay: 'blobs' } : picture;
}
