import { lossName, settingName } from '../../lessons/lanes';
import type { LaneId } from '../../state/laneId';
import { differencesOf } from '../../state/laneWords';
import type { RepeatPlan } from '../../state/study/trials';

/** For each lane that is repeated what it alone differs in. */
export function repeatLaneWords({ lanes }: RepeatPlan): ReadonlyMap<LaneId, string> {
  return differencesOf(lanes, { loss: lossName, setting: settingName });
}
