import { useMemo } from 'react';
import { lossName, settingName } from '../../lessons/lanes';
import type { LaneId } from '../../state/laneId';
import { laneDifferences } from '../../state/laneWords';
import type { AppState } from '../../state/model';
import { useApp } from '../AppContext';

/** For each lane what it alone differs in, in words. Renders again only when the words are others. */
export function useLaneWords(): ReadonlyMap<LaneId, string> {
  const told = useApp(tell);
  return useMemo(() => new Map(JSON.parse(told) as [LaneId, string][]), [told]);
}

function tell(state: AppState): string {
  return JSON.stringify([...laneDifferences(state, { loss: lossName, setting: settingName })]);
}
