import { CallError } from '../protocol/connect';
import type { Actions } from './actions';
import type { LaneId } from './laneId';
import { sliceOf } from './laneSite';
import type { Lanes } from './lanes';
import type { AppState, SlowLook, SlowMotion } from './model';
import { asSentence } from './sentence';
import type { Core } from './wires';

type SlowMotionActions = Pick<Actions, 'openSlowMotion' | 'closeSlowMotion' | 'lookSlowlyAt'>;

/** So many steps' patches are looked through for one with a blob. */
const seek = 20;

/** Intents about the slow motion of one step of a lane. A run on its way is paused first; the lane is opened where it is not. */
export function createSlowMotionActions(core: Core, lanes: Lanes): SlowMotionActions {
  const { store, vault } = core;
  let looks = 0;
  const show = (slowMotion: SlowMotion) => store.setState({ slowMotion });
  const openSlowMotion = () => {
    const { lane, patch } = slowLook(store.getState());
    const look = ++looks;
    const isWanted = () => look === looks;
    const refuse = (message: string) => {
      if (isWanted()) show({ phase: 'failed', message: asSentence(message) });
    };
    if (store.getState().openCase === null) return;
    const reason = whyNot(store.getState(), lane);
    if (reason !== null) return refuse(reason);
    show({ phase: 'looking' });
    const ask = async () => {
      try {
        const { facts, arrays } = await core.lanes[lane].call('explain', { seek: patch === 'own' ? 0 : seek });
        if (!isWanted()) return;
        vault.slowMotion = arrays;
        show({ phase: 'open', facts });
      } catch (error) {
        if (!(error instanceof CallError)) throw error;
        refuse(error.message);
      }
    };
    void lanes.pause().then(() => isWanted() && lanes.askBeside(lane, { ask, refuse }));
  };
  return {
    openSlowMotion,

    lookSlowlyAt: (change) => {
      store.setState((state) => ({ slowLook: { ...slowLook(state), ...change } }));
      openSlowMotion();
    },

    closeSlowMotion: () => {
      looks++;
      vault.slowMotion = null;
      if (store.getState().slowMotion.phase !== 'closed') show({ phase: 'closed' });
    },
  };
}

/** What is looked at: lane A where the chosen one was removed. */
export function slowLook(state: AppState): SlowLook {
  const { slowLook: wanted } = state;
  return sliceOf(state, wanted.lane) ? wanted : { ...wanted, lane: 'A' };
}

/** A recording is no model: what it says of a step was told long ago, on another machine. */
function whyNot(state: AppState, lane: LaneId): string | null {
  if (!sliceOf(state, lane)?.run.recorded) return null;
  return 'This run is a recording: its weights are not here. Train it on by a step, or reset it, and look again.';
}
