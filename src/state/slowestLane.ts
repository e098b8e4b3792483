import type { LaneId } from './laneId';
import { lanesOf, sliceOf } from './laneSite';
import type { AppState } from './model';

/** So much slower than the quickest, and the others notice. */
const noticeable = 1.15;

/** The training lane that the others wait for: the one with the slowest steps, if it is noticeably slower or behind; null = none. */
export function slowestLane(state: AppState): LaneId | null {
  const training = lanesOf(state).flatMap((id) => {
    const slice = sliceOf(state, id);
    return slice?.lane.phase === 'training' ? [{ id, step: slice.run.step, speed: slice.run.stepsPerSecond ?? 0 }] : [];
  });
  if (training.length < 2) return null;
  const slowest = training.reduce((a, b) => (b.speed < a.speed ? b : a));
  const quickest = Math.max(...training.map(({ speed }) => speed));
  return slowest.speed > 0 && quickest > noticeable * slowest.speed ? slowest.id : null;
}
