import type { Lane } from '../state/model';

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
