import { CallError } from '../protocol/connect';
import type { Actions } from './actions';
import type { Core } from './app';
import type { Lanes } from './lanes';
import type { AppState, SlowMotion } from './model';
import { asSentence } from './sentence';

type SlowMotionActions = Pick<Actions, 'openSlowMotion' | 'closeSlowMotion'>;

/** Intents about the slow motion of one step of lane A. A run on its way is paused first; the lane is opened where it is not. */
export function createSlowMotionActions(core: Core, lanes: Lanes): SlowMotionActions {
  const { store, vault } = core;
  let looks = 0;
  const show = (slowMotion: SlowMotion) => store.setState({ slowMotion });
  return {
    openSlowMotion: () => {
      const look = ++looks;
      const isWanted = () => look === looks;
      const refuse = (message: string) => {
        if (isWanted()) show({ phase: 'failed', message: asSentence(message) });
      };
      if (store.getState().openCase === null) return;
      const reason = whyNot(store.getState());
      if (reason !== null) return refuse(reason);
      show({ phase: 'looking' });
      const ask = async () => {
        try {
          const { facts, arrays } = await core.lanes.A.call('explain', {});
          if (!isWanted()) return;
          vault.slowMotion = arrays;
          show({ phase: 'open', facts });
        } catch (error) {
          if (!(error instanceof CallError)) throw error;
          refuse(error.message);
        }
      };
      void lanes.pause().then(() => isWanted() && lanes.askBeside('A', { ask, refuse }));
    },

    closeSlowMotion: () => {
      looks++;
      vault.slowMotion = null;
      if (store.getState().slowMotion.phase !== 'closed') show({ phase: 'closed' });
    },
  };
}

/** A recording is no model: what it says of a step was told long ago, on another machine. */
function whyNot({ run }: AppState): string | null {
  if (run.recorded === null) return null;
  return 'This run is a recording: its weights are not here. Train it on by a step, or reset it, and look again.';
}
