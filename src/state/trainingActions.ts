import { defaultTraining } from '../core/settings';
import { changedSizes, withTier } from '../core/tier';
import type { Actions } from './actions';
import type { Core } from './app';
import { isAnyRunning } from './isRunning';
import { Lanes } from './lanes';
import type { ScorePrediction } from './scoring';

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
  | 'addLane'
  | 'changeLane'
  | 'removeLane'
  | 'branchLane'
  | 'showStep'
>;

/** Intents about training, and how runs that rest give their lanes away. The lanes themselves are `lanes.ts`, a run with its restarts is `run.ts`. */
export function createTrainingActions(
  core: Core,
  score: ScorePrediction,
): { readonly actions: TrainingActions; readonly park: () => void } {
  const { store } = core;
  const lanes = new Lanes(core, score);
  const play = () => lanes.goTo(store.getState().settings.steps);

  const actions: TrainingActions = {
    changeSettings: (change) =>
      store.setState(({ settings, tier }) => {
        const changed = { ...settings, ...change };
        const pinned = [...new Set([...tier.pinned, ...changedSizes(settings, changed)])];
        return { settings: changed, tier: { ...tier, pinned } };
      }),

    changeLoss: (change) => {
      store.setState(({ settings }) => ({ settings: { ...settings, loss: { ...settings.loss, ...change } } }));
      lanes.setLoss(store.getState().settings.loss);
    },

    restoreDefaults: () => {
      store.setState(({ tier }) => ({
        settings: withTier(defaultTraining, tier.name, []),
        tier: { ...tier, pinned: [] },
      }));
      lanes.setLoss(defaultTraining.loss);
    },

    play,
    pause: () => void lanes.pause(),
    togglePlay: () => (isAnyRunning(store.getState()) ? void lanes.pause() : play()),
    singleStep: () => lanes.singleStep(),
    predict: () => lanes.predict(),
    cancelPredict: () => lanes.cancelPredict(),

    resetRun: () => {
      lanes.reset();
      store.setState(({ picture }) => ({
        shownStep: null,
        picture: { ...picture, overlay: picture.overlay === 'none' ? 'none' : 'blobs' },
      }));
    },

    setThreshold: (threshold) => {
      store.setState({ threshold });
      lanes.rescore(threshold);
    },

    addLane: (own) => lanes.add(own),
    changeLane: (id, own) => lanes.change(id, own),
    removeLane: (id) => lanes.remove(id),
    branchLane: (from, step, change) => lanes.branch(from, step, change),
    showStep: (step) => lanes.showStep(step),
  };
  return { actions, park: () => lanes.park() };
}
