import type { LaneCalls } from '../protocol/laneCalls';
import type { ScanCalls } from '../protocol/scanCalls';
import type { SupervisedWorker } from '../protocol/supervise';
import type { Actions } from './actions';
import { createCaseActions } from './caseActions';
import type { AppState, LaneId } from './model';
import { createRoomActions } from './roomActions';
import { type AppStore, createAppStore } from './store';
import { createTierKeeper } from './tier';
import { createTrainingActions } from './trainingActions';
import { emptyVault, type Vault } from './vault';
import { createViewActions } from './viewActions';
import { keepWarm } from './warm';

/** The page's workers, as the state knows them. */
export interface Wires {
  readonly scan: SupervisedWorker<ScanCalls>;
  readonly lanes: Readonly<Record<LaneId, SupervisedWorker<LaneCalls>>>;
}

/** What the actions share. */
export interface Core extends Wires {
  readonly store: AppStore;
  readonly vault: Vault;
}

/** The page without its looks: facts, intents and arrays. */
export interface App {
  readonly store: AppStore;
  readonly actions: Actions;
  readonly vault: Vault;
}

export function createApp(wires: Wires, remembered: Partial<AppState> = {}): App {
  const core: Core = { ...wires, store: createAppStore(remembered), vault: emptyVault() };
  const cases = createCaseActions(core);
  const training = createTrainingActions(core, cases.score);
  core.store.subscribe((now, before) => {
    if (now.caseRevision !== before.caseRevision) training.actions.resetRun();
  });
  const tier = createTierKeeper(core);
  keepWarm(core, tier);
  return {
    store: core.store,
    vault: core.vault,
    actions: {
      ...createViewActions(core),
      ...cases.actions,
      ...training.actions,
      ...createRoomActions(core, tier, training.park),
    },
  };
}
