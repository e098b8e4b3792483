import type { Lane } from '../state/model';

/** Whether pressing play would pause: the run is on its way, or goes on after the prediction. */
export function isRunning(lane: Lane): boolean {
  return lane.phase === 'training' || lane.phase === 'starting' || (lane.phase === 'predicting' && lane.isRunPending);
}

/** The state of the lane in a word or two. */
export function laneWord(lane: Lane): string {
  switch (lane.phase) {
    case 'none':
      return 'not started';
    case 'starting':
      return 'starting';
    case 'ready':
      return 'ready';
    case 'training':
      return 'training';
    case 'paused':
      return 'paused';
    case 'predicting':
      return 'predicting';
    case 'finished':
      return 'finished';
    case 'failed':
      return 'stopped';
    default:
      return lane satisfies never;
  }
}
