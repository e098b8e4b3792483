import type { Lane } from './model';

/** Whether pressing play would pause: the run is on its way, or goes on after the prediction. */
export function isRunning(lane: Lane): boolean {
  return lane.phase === 'training' || lane.phase === 'starting' || (lane.phase === 'predicting' && lane.isRunPending);
}

/** Whether the lane works for the user at this moment, so that nothing else may be asked of it. */
export function isLaneBusy(lane: Lane): boolean {
  return isRunning(lane) || lane.phase === 'predicting';
}
