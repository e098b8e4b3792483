import { useShallow } from 'zustand/react/shallow';
import type { LaneId } from '../../state/laneId';
import { lanesOf } from '../../state/laneSite';
import { useApp } from '../AppContext';

/** The letters of the lanes that are there; the same list until one comes or goes. */
export function useLaneIds(): readonly LaneId[] {
  return useApp(useShallow(lanesOf));
}
