import type { TrainSettings } from '../core/settings';
import type { LaneCalls } from '../protocol/laneCalls';
import type { SupervisedWorker } from '../protocol/supervise';
import type { LaneId } from './laneId';
import type { AppState, LaneSlice, OtherLane } from './model';
import { emptyArrays, type LaneArrays, type Vault } from './vault';
import type { Core } from './wires';

/** Where one lane's facts and arrays lie, and the worker that computes it. */
export interface LaneSite {
  readonly id: LaneId;
  readonly lane: SupervisedWorker<LaneCalls>;
  readonly arrays: LaneArrays;
  readonly read: () => LaneSlice;
  readonly write: (change: (slice: LaneSlice) => Partial<LaneSlice>) => void;
  /** As they are chosen now: the common ones, and what is the lane's own. */
  readonly settings: () => TrainSettings;
}

/** The settings of a lane as they are chosen now; a lane that is not there has those of lane A. */
export function settingsOf({ settings, others }: Pick<AppState, 'settings' | 'others'>, id: LaneId): TrainSettings {
  return { ...settings, ...others.find((other) => other.id === id)?.own };
}

/** What is true of a lane; null where there is none of that letter. */
export function sliceOf(state: AppState, id: LaneId): LaneSlice | null {
  return id === 'A' ? state : (state.others.find((other) => other.id === id) ?? null);
}

/** The letters of the lanes that are there. */
export function lanesOf({ others }: Pick<AppState, 'others'>): readonly LaneId[] {
  return ['A', ...others.map(({ id }) => id)];
}

/** The arrays of a lane; null where there is none of that letter. */
export function arraysOfLane(vault: Vault, id: LaneId): LaneArrays | null {
  return id === 'A' ? vault : (vault.others.get(id) ?? null);
}

/** Whether the lane of a site is there still; another one may go by its letter. */
export function isThere({ vault }: Pick<Core, 'vault'>, { id, arrays }: Pick<LaneSite, 'id' | 'arrays'>): boolean {
  return arraysOfLane(vault, id) === arrays;
}

/** The site of a lane. Lanes other than A must be in the store; what is written of one that is not there any more is lost. */
export function laneSite(core: Core, id: LaneId): LaneSite {
  const { store, lanes } = core;
  const shared = { id, lane: lanes[id], settings: () => settingsOf(store.getState(), id) };
  if (id === 'A') return { ...shared, arrays: core.vault, read: store.getState, write: store.setState };
  return {
    ...shared,
    arrays: arraysOf(core, id),
    read: () => findOther(store.getState(), id),
    write: (change) =>
      store.setState(({ others }) => ({
        others: others.map((other) => (other.id === id ? { ...other, ...change(other) } : other)),
      })),
  };
}

function arraysOf({ store, vault }: Core, id: LaneId): LaneArrays {
  const kept = vault.others.get(id) ?? emptyArrays(store.getState().cases.shown);
  vault.others.set(id, kept);
  return kept;
}

function findOther({ others }: AppState, id: LaneId): OtherLane {
  const found = others.find((other) => other.id === id);
  if (!found) throw new Error(`there is no lane ${id}`);
  return found;
}
