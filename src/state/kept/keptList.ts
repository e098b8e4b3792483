import type { Core } from '../wires';
import type { DamagedEntry, KeptEntry, KeptRuns } from './keptModel';
import { checkEntry } from './keptSchema';

/** The list as it lies in the store now: entries that can be believed, and those that cannot, with why. */
export async function readList({
  runs,
  store,
}: Pick<Core, 'runs' | 'store'>): Promise<
  Pick<KeptRuns, 'isRead' | 'entries' | 'damaged' | 'quotaBytes' | 'persistence' | 'elsewhere'>
> {
  const asked = [runs.list(), runs.quotaBytes(), runs.persistence(), runs.held()] as const;
  const [rows, quotaBytes, persistence, held] = await Promise.all(asked);
  const checked = rows.map(checkEntry);
  const isEntry = (row: KeptEntry | DamagedEntry): row is KeptEntry => 'lanes' in row;
  return {
    isRead: true,
    entries: newestFirst(checked.filter(isEntry)),
    damaged: checked.filter((row): row is DamagedEntry => !isEntry(row)),
    quotaBytes,
    persistence,
    elsewhere: held.filter((id) => id !== store.getState().kept.currentId),
  };
}

/** The entries with this one in its place, or as a new one. */
export function withEntry({ entries }: KeptRuns, entry: KeptEntry): Pick<KeptRuns, 'entries'> {
  return { entries: newestFirst([...entries.filter(({ id }) => id !== entry.id), entry]) };
}

function newestFirst(entries: readonly KeptEntry[]): readonly KeptEntry[] {
  return entries.toSorted((a, b) => b.keptAt.localeCompare(a.keptAt));
}
