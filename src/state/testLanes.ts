import { defaultLoss } from '../core/settings';
import type { LaneId } from './laneId';
import { sliceOf } from './laneSite';
import type { Lane } from './model';
import { type ReadyApp, until } from './testApp';

/** What is a lane's own that trains on the blob term alone. */
export const blobOnly = { loss: { ...defaultLoss, alpha: 0, beta: 3 } };

/** Steps that a lane has done. */
export function stepOf({ vault }: ReadyApp, id: LaneId): number {
  return (id === 'A' ? vault.records : (vault.others.get(id)?.records ?? [])).length;
}

/** Where a lane stands; undefined where there is none of that letter. */
export function laneOf({ store }: ReadyApp, id: LaneId): Lane | undefined {
  return sliceOf(store.getState(), id)?.lane;
}

/** Resolves once all lanes stand there. */
export function untilAll(app: ReadyApp, phase: Lane['phase']): Promise<void> {
  return until(app, ({ lane, others }) =>
    [lane, ...others.map((other) => other.lane)].every((each) => each.phase === phase),
  );
}
