import type { RecordedLane } from '../core/recording/format';
import { lossAt, type RunEvent, withEvent } from '../core/runEvents';
import type { LossSettings } from '../core/settings';
import type { Checkpoint } from '../protocol/laneCalls';
import { historyOf } from './cases/caseHistories';
import { homeId } from './cases/casesModel';
import type { LaneSite } from './laneSite';
import type { LaneArrays } from './vault';

/** Gives a lane what another one had done up to this checkpoint of its own. */
export function takeBranch(arrays: LaneArrays, source: LaneArrays, checkpoint: Checkpoint): void {
  arrays.records = source.records.slice(0, checkpoint.step);
  arrays.checkpoints.add(checkpoint);
  for (const [ofCase, past] of source.histories) historyOf(arrays, ofCase).takeFrom(past, checkpoint.step);
}

/** What a branch has in common with its source up to a step, and that it is one, under this loss. */
export function branchEvents(source: LaneSite, step: number, to: LossSettings): readonly RunEvent[] {
  const { events, settings } = source.read().run;
  const from = lossAt(events, step, settings?.loss ?? source.settings().loss);
  const common = events.filter((event) => event.step <= step);
  return withEvent(common, { kind: 'branch', step, lane: source.id, from, to });
}

/** Gives a lane that has no past that of a recorded one. */
export function takeRecorded(
  arrays: LaneArrays,
  { records, predictions, validations, checkpoints }: RecordedLane,
): void {
  arrays.records = [...records];
  for (const { caseId, predictions: ofCase } of [{ caseId: homeId, predictions }, ...(validations ?? [])])
    for (const { levels, ...past } of ofCase) historyOf(arrays, caseId).addLevels(levels, past);
  for (const checkpoint of checkpoints) arrays.checkpoints.add(checkpoint);
}
