import { useMemo } from 'react';
import type { ChartFlag } from '../../charts/flags';
import { eventFlag, eventWords } from '../../lessons/runEvents';
import type { LaneId } from '../../state/laneId';
import { arraysOfLane, sliceOf } from '../../state/laneSite';
import type { AppState } from '../../state/model';
import { type RunMark, runMarks } from '../../state/runMarks';
import { useApp, useWholeApp } from '../AppContext';
import { formatCount } from '../format';

/** What changed the course of these lanes, for an axis of so many steps; the same list until there is more. */
export function useMarks(ids: readonly LaneId[], end: number): readonly RunMark[] {
  const { store, vault } = useWholeApp();
  const happened = useApp((state) => happenedIn(state, ids));
  // biome-ignore lint/correctness/useExhaustiveDependencies: predictions are added in place; `happened` says when
  return useMemo(() => {
    const lanes = ids.flatMap((id) => {
      const slice = sliceOf(store.getState(), id);
      const predictions = arraysOfLane(vault, id)?.history.all ?? [];
      return slice ? [{ id, events: slice.run.events, predictions }] : [];
    });
    return runMarks(lanes, end / 50);
  }, [store, vault, ids, end, happened]);
}

/** As flags on curves; what only changes how predictions are scored has none on the terms of the loss. */
export function flagsOf(marks: readonly RunMark[], laneCount: number, isScore: boolean): readonly ChartFlag[] {
  return marks
    .filter(({ event }) => isScore || event.kind !== 'threshold')
    .map((mark) => ({ ...mark, title: stepsWords(mark) }))
    .map(({ lanes, event, title }) => ({
      step: event.step,
      words: lettersBefore(lanes, laneCount) + eventFlag(event),
      title: `${title}: ${lettersBefore(lanes, laneCount)}${eventWords(event)}`,
    }));
}

/** "step 120", or "steps 118 to 120" where the lanes were apart. */
export function stepsWords({ event, firstStep }: RunMark): string {
  if (firstStep === event.step) return `step ${formatCount(event.step)}`;
  return `steps ${formatCount(firstStep)} to ${formatCount(event.step)}`;
}

/** "B: " where it did not happen in all of several lanes. */
export function lettersBefore(lanes: readonly LaneId[], laneCount: number): string {
  return lanes.length < laneCount ? `${lanes.join(' ')}: ` : '';
}

/** Changes whenever something has happened in one of the lanes, or was predicted. */
function happenedIn(state: AppState, ids: readonly LaneId[]): string {
  const facts = ids.map((id) => sliceOf(state, id)?.run);
  return JSON.stringify(facts.map((run) => [run?.events, run?.predictedSteps.length]));
}
