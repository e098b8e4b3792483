import { changedLoss } from '../core/losses/changedLoss';
import { defaultTraining } from '../core/settings';
import { changedSizes, withTier } from '../core/tier';
import type { Actions } from './actions';
import type { Core } from './app';
import { isRunning } from './isRunning';
import { rescore } from './prediction';
import { Run } from './run';
import type { ScorePrediction } from './scoring';
import { freshRun } from './store';

type TrainingActions = Pick<
  Actions,
  | 'changeSettings'
  | 'changeLoss'
  | 'restoreDefaults'
  | 'play'
  | 'pause'
  | 'togglePlay'
  | 'singleStep'
  | 'resetRun'
  | 'predict'
  | 'cancelPredict'
  | 'setThreshold'
>;

/** Intents about training, and how a run that rests gives its lane away. The run itself, with its restarts, is `run.ts`. */
export function createTrainingActions(
  core: Core,
  score: ScorePrediction,
): { readonly actions: TrainingActions; readonly park: () => void } {
  const { store, vault } = core;
  let run = new Run(core, score);

  const play = () => run.goTo(store.getState().settings.steps);

  const actions: TrainingActions = {
    changeSettings: (change) =>
      store.setState(({ settings, tier }) => {
        const changed = { ...settings, ...change };
        const pinned = [...new Set([...tier.pinned, ...changedSizes(settings, changed)])];
        return { settings: changed, tier: { ...tier, pinned } };
      }),

    changeLoss: (change) => {
      store.setState(({ settings }) => ({ settings: { ...settings, loss: changedLoss(settings.loss, change) } }));
      run.setLoss(store.getState().settings.loss);
    },

    restoreDefaults: () => {
      store.setState(({ tier }) => ({
        settings: withTier(defaultTraining, tier.name, []),
        tier: { ...tier, pinned: [] },
      }));
      run.setLoss(defaultTraining.loss);
    },

    play,
    pause: () => run.pause(),
    togglePlay: () => (isRunning(store.getState().lane) ? run.pause() : play()),
    singleStep: () => run.goTo(store.getState().run.step + 1),
    predict: () => run.predict(),
    cancelPredict: () => run.cancelPredict(),

    resetRun: () => {
      run.abandon();
      run = new Run(core, score);
      vault.records = [];
      vault.probability = null;
      vault.outcome = null;
      store.setState(({ run: { revision }, picture }) => ({
        lane: { phase: 'none' },
        run: { ...freshRun, revision: revision + 1 },
        prediction: null,
        picture: { ...picture, overlay: picture.overlay === 'none' ? 'none' : 'blobs' },
      }));
    },

    setThreshold: (threshold) => {
      store.setState({ threshold });
      if (store.getState().prediction) void rescore(core, score, threshold);
    },
  };
  return { actions, park: () => run.park() };
}
