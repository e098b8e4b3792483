import { changedLoss } from '../core/losses/changedLoss';
import { defaultTraining } from '../core/settings';
import { changedSizes, withTier } from '../core/tier';
import type { Actions } from './actions';
import { isAnyRunning } from './isRunning';
import type { Lanes } from './lanes';
import type { Core } from './wires';

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
  | 'sweepLanes'
>;

/** Intents about training. The lanes themselves are `lanes.ts`, a run with its restarts is `run.ts`. */
export function createTrainingActions({ store }: Core, lanes: Lanes): TrainingActions {
  const play = () => lanes.goTo(store.getState().settings.steps);

  return {
    changeSettings: (change) => {
      const { predictEvery } = store.getState().settings;
      store.setState(({ settings, tier }) => {
        const changed = { ...settings, ...change };
        const pinned = [...new Set([...tier.pinned, ...changedSizes(settings, changed)])];
        return { settings: changed, tier: { ...tier, pinned } };
      });
      lanes.notePredictEvery(predictEvery, store.getState().settings.predictEvery);
    },

    changeLoss: (change) => {
      store.setState(({ settings }) => ({ settings: { ...settings, loss: changedLoss(settings.loss, change) } }));
      lanes.setLoss(store.getState().settings.loss);
    },

    restoreDefaults: () => {
      const { predictEvery } = store.getState().settings;
      store.setState(({ tier }) => ({
        settings: withTier(defaultTraining, tier.name, []),
        tier: { ...tier, pinned: [] },
      }));
      lanes.notePredictEvery(predictEvery, store.getState().settings.predictEvery);
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
    sweepLanes: () => lanes.sweep(),
  };
}
