import type { Components } from '../components';

/** The ids of the smaller half of the blobs, rounded down; of equally large ones those with the lower ids. */
export function smallerHalf({ ids, count }: Components): ReadonlySet<number> {
  const sizes = new Array<number>(count).fill(0);
  for (const id of ids) if (id > 0) sizes[id - 1] += 1;
  const rising = sizes.map((_, i) => i + 1).sort((a, b) => sizes[a - 1] - sizes[b - 1] || a - b);
  return new Set(rising.slice(0, Math.floor(count / 2)));
}
