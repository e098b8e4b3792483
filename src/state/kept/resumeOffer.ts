import { homeCase } from '../cases/selectCases';
import { isAnyBusy } from '../isRunning';
import type { AppState } from '../model';
import { isCaseOf } from '../recordings/recordings';
import { isUnfinished } from './keptEntry';
import type { KeptEntry } from './keptModel';

/**
 * The newest unfinished run that could go on here: its case is open, or is built in and no files would have to give way to it. Null where
 * there is none, or a run stands on the page already.
 */
export function resumeOffer(state: AppState): KeptEntry | null {
  const { kept, run, opening } = state;
  const openCase = homeCase(state);
  if (run.step > 0 || run.settings !== null || isAnyBusy(state) || opening.phase === 'busy' || !openCase) return null;
  const canOpen = ({ case: wanted }: KeptEntry) =>
    isCaseOf(state, wanted) || (wanted.phantom !== null && openCase.source.kind === 'phantom');
  const isFree = ({ id }: KeptEntry) => !kept.elsewhere.includes(id);
  return (
    kept.entries.find((entry) => entry.isOffered && isUnfinished(entry) && isFree(entry) && canOpen(entry)) ?? null
  );
}
