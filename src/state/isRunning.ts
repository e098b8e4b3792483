import type { AppState, Lane } from './model';

/** Whether pressing play would pause: the run is on its way, or goes on after the prediction. */
export function isRunning(lane: Lane): boolean {
  return lane.phase === 'training' || lane.phase === 'starting' || (lane.phase === 'predicting' && lane.isRunPending);
}

/** Whether pressing play would pause any of the lanes. */
export function isAnyRunning({ lane, others }: Pick<AppState, 'lane' | 'others'>): boolean {
  return isRunning(lane) || others.some((other) => isRunning(other.lane));
}

/** Whether the lane works for the user at this moment, so that nothing else may be asked of it. */
export function isLaneBusy(lane: Lane): boolean {
  return isRunning(lane) || lane.phase === 'predicting';
}

/** Whether any lane does. */
export function isAnyBusy({ lane, others }: Pick<AppState, 'lane' | 'others'>): boolean {
  return isLaneBusy(lane) || others.some((other) => isLaneBusy(other.lane));
}
