import type { KeptEntry } from './keptModel';

/** Of the runs that are not pinned, so many are kept, with so many bytes of files in all. */
export const keptLimits = { runs: 30, bytes: 200e6 } as const;

/**
 * The runs that have to go, the oldest first, for what is left to keep within the limits. Pinned runs neither go nor count; nor do those of
 * `spared`, which a tab is working on.
 */
export function runsToDrop(
  entries: readonly KeptEntry[],
  spared: ReadonlySet<string>,
  limits: { readonly runs: number; readonly bytes: number } = keptLimits,
): readonly KeptEntry[] {
  const newestFirst = entries
    .filter(({ id, isPinned }) => !isPinned && !spared.has(id))
    .toSorted((a, b) => b.keptAt.localeCompare(a.keptAt));
  let bytes = 0;
  const kept = newestFirst.findIndex((entry, i) => {
    bytes += entry.bytes;
    return i >= limits.runs || bytes > limits.bytes;
  });
  return kept < 0 ? [] : newestFirst.slice(kept).reverse();
}
