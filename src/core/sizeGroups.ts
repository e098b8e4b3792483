/** Blobs of about one size: `from` ..= `to` voxels, and where they stand in the list that was grouped. */
export interface SizeGroup {
  readonly from: number;
  readonly to: number;
  readonly members: readonly number[];
}

/** So many groups are told apart, where there are as many sizes. */
const mostGroups = 5;

/**
 * Groups blobs by size into up to five groups of about as many blobs each, smallest first; equal sizes are never parted. By numbers, not by
 * a scale: each group's share then rests on as many blobs as the others'.
 */
export function groupBySize(sizes: readonly number[]): SizeGroup[] {
  const rising = sizes.map((size, index) => ({ size, index })).sort((a, b) => a.size - b.size || a.index - b.index);
  const count = Math.min(mostGroups, new Set(sizes).size);
  const groups: SizeGroup[] = [];
  let start = 0;
  for (let group = 1; group <= count && start < rising.length; group++) {
    let end = group === count ? rising.length : Math.max(start + 1, Math.round((group * rising.length) / count));
    while (end < rising.length && rising[end].size === rising[end - 1].size) end++;
    const part = rising.slice(start, end);
    groups.push({ from: part[0].size, to: part[part.length - 1].size, members: part.map(({ index }) => index) });
    start = end;
  }
  return groups;
}
