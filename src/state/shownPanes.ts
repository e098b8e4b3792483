import type { LaneId } from './laneId';
import { lanesOf } from './laneSite';
import type { AppState } from './model';

type Chosen = Pick<AppState, 'others' | 'compare'>;

/** The two lanes whose pictures are compared: the chosen ones, and the first that are there in the place of those that are gone. One lane = that twice. */
export function shownPanes({ others, compare }: Chosen): readonly [LaneId, LaneId] {
  const there = lanesOf({ others });
  const [wantedLeft, wantedRight] = compare.panes;
  const right = there.includes(wantedRight) ? wantedRight : null;
  const left = there.includes(wantedLeft) ? wantedLeft : (there.find((id) => id !== right) ?? 'A');
  return [left, right !== null && right !== left ? right : (there.find((id) => id !== left) ?? left)];
}

/** The panes with a lane on this side; where it was on the other, the two change places. */
export function panesWith(state: Chosen, side: 0 | 1, id: LaneId): readonly [LaneId, LaneId] {
  const [left, right] = shownPanes(state);
  if (side === 0) return [id, id === right ? left : right];
  return [id === left ? right : left, id];
}
