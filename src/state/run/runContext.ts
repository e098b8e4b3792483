import type { LaneSite } from '../laneSite';
import type { Lane, Notice } from '../model';
import { addNotice } from '../store';
import type { Core } from '../wires';
import type { RunLog } from './runLog';

/** What the parts of one run share. */
export interface RunContext {
  readonly core: Core;
  readonly site: LaneSite;
  readonly log: RunLog;
  /** Aborted = the run was abandoned: nothing that it still does may be seen any more. */
  readonly abandoned: AbortSignal;
}

/** Shows what the lane of a run does now. */
export function showLane({ site, abandoned }: RunContext, lane: Lane): void {
  if (!abandoned.aborted) site.write(() => ({ lane }));
}

/** Tells the user in a notice, which says which lane it is where there are several. */
export function tellOf({ core: { store }, site }: RunContext, tone: Notice['tone'], message: string): void {
  addNotice(store, tone, store.getState().others.length > 0 ? `Lane ${site.id}: ${message}` : message);
}
