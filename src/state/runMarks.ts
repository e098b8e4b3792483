import { gatherEvents, type RunEvent, type ThresholdEvent, thresholdEvents } from '../core/runEvents';
import type { PastPrediction } from './history';
import type { LaneId } from './laneId';
import { lead } from './run/convoy';

/** Something that happened in one lane or several behind the same step. */
export interface RunMark {
  readonly lanes: readonly LaneId[];
  /** As it was in the lane that was the furthest. */
  readonly event: RunEvent | ThresholdEvent;
  /** In the lane that was the last to do this step. */
  readonly firstStep: number;
}

/** What happened in the lanes, ascending by step: changes within `apart` steps of one another are one, and the same in several lanes is told once. */
export function runMarks(
  lanes: readonly {
    readonly id: LaneId;
    readonly events: readonly RunEvent[];
    readonly predictions: readonly PastPrediction[];
  }[],
  apart: number,
): readonly RunMark[] {
  const marks: Draft[] = [];
  for (const { id, events, predictions } of lanes)
    for (const event of [...gatherEvents(events, apart), ...thresholdEvents(predictions)]) {
      const known = marks.find((mark) => !mark.lanes.includes(id) && isSame(mark.event, event));
      if (!known) marks.push({ lanes: [id], event, firstStep: event.step });
      else {
        known.lanes.push(id);
        known.firstStep = Math.min(known.firstStep, event.step);
        if (event.step > known.event.step) known.event = event;
      }
    }
  return marks.toSorted((a, b) => a.event.step - b.event.step);
}

interface Draft extends RunMark {
  readonly lanes: LaneId[];
  event: RunMark['event'];
  firstStep: number;
}

/** Lanes that move together are some steps apart when something is changed in all of them. */
function isSame(one: RunMark['event'], other: RunMark['event']): boolean {
  const isNear = Math.abs(one.step - other.step) <= lead;
  return isNear && JSON.stringify({ ...one, step: 0 }) === JSON.stringify({ ...other, step: 0 });
}
