import type { Actions } from './actions';
import { createCaseActions } from './cases/caseActions';
import { hasBegun } from './cases/selectCases';
import { createKeptActions } from './kept/keptActions';
import { Lanes } from './lanes';
import { createRoomActions } from './machine/roomActions';
import { createTierKeeper } from './machine/tier';
import { keepWarm } from './machine/warm';
import type { AppState } from './model';
import { createRecordingActions } from './recordings/recordingActions';
import { createSlowMotionActions } from './slowMotion';
import { type AppStore, createAppStore } from './store';
import { createTrialActions } from './study/trialActions';
import { createTrainingActions } from './trainingActions';
import { emptyVault, type Vault } from './vault';
import { createViewActions } from './viewActions';
import type { Core, Wires } from './wires';

/** The page without its looks: facts, intents and arrays. */
export interface App {
  readonly store: AppStore;
  readonly actions: Actions;
  readonly vault: Vault;
}

export function createApp(wires: Wires, remembered: Partial<AppState> = {}): App {
  const core: Core = { ...wires, store: createAppStore(remembered), vault: emptyVault() };
  const cases = createCaseActions(core);
  const lanes = new Lanes(core, cases.score);
  const training = createTrainingActions(core, lanes);
  const opener = { ...cases.actions, restoreCases: cases.list.restore };
  const slowMotion = createSlowMotionActions(core, lanes);
  const recordings = createRecordingActions(core, lanes, opener);
  core.store.subscribe((now, before) => {
    // Roles are not those of a run that has not begun.
    if (now.cases.rows !== before.cases.rows && now.cases.ofRun !== null && !hasBegun(now)) training.resetRun();
    if (now.caseRevision === before.caseRevision) return;
    slowMotion.closeSlowMotion();
    if (now.homeRevision === before.homeRevision) lanes.showCase();
    else training.resetRun();
    if (isLabelledAnew(now, before)) cases.bench.carryOver();
    else cases.bench.close();
  });
  const kept = createKeptActions(core, lanes, opener);
  const tier = createTierKeeper(core);
  keepWarm(core, tier);
  return {
    store: core.store,
    vault: core.vault,
    actions: {
      ...createViewActions(core),
      ...cases.actions,
      ...training,
      ...slowMotion,
      ...recordings,
      ...kept,
      ...createTrialActions(core),
      // A recording that is dropped is no scan.
      openFiles: (files) => {
        const [run] = files.filter(({ name }) => name.endsWith('.blobrun'));
        if (!run) return cases.actions.openFiles(files);
        void run.arrayBuffer().then((bytes) => recordings.openRecording(new Uint8Array(bytes)));
      },
      ...createRoomActions(core, tier, () => lanes.park()),
    },
  };
}

/** Whether the open case is the one before with other neighbours. */
function isLabelledAnew({ openCase: now }: AppState, { openCase: before }: AppState): boolean {
  if (!now || !before || now.connectivity === before.connectivity) return false;
  return JSON.stringify(now.source) === JSON.stringify(before.source);
}
