import type { Matching } from './matching/matching';
import { ratio } from './voxels';

/** The blobs of one range of sizes; `to` is exclusive. */
export interface SizeBin {
  readonly from: number;
  readonly to: number;
  readonly blobs: number;
  readonly found: number;
  /** found / blobs; null without blobs. */
  readonly recall: number | null;
}

/** Volumes in mm³ between which MS lesions fall about evenly on a log scale (median 18 mm³). */
export const defaultSizeEdgesMm3: readonly number[] = [3, 10, 30, 100, 300, 1000, 3000, 10_000];

/** Recall by size: `sizes` by id - 1 in any unit, ascending edges in the same; blobs that the rule ignores are left out. */
export function recallBySize(
  matching: Pick<Matching, 'matchedReferences' | 'missedReferences'>,
  sizes: ArrayLike<number>,
  edges: readonly number[],
): SizeBin[] {
  const bounds = [0, ...edges, Number.POSITIVE_INFINITY];
  const counts = bounds.slice(1).map(() => ({ blobs: 0, found: 0 }));
  const binOf = (id: number) => counts[edges.filter((edge) => edge <= sizes[id - 1]).length];
  for (const id of matching.missedReferences) binOf(id).blobs++;
  for (const id of matching.matchedReferences) {
    binOf(id).blobs++;
    binOf(id).found++;
  }
  return counts.map(({ blobs, found }, bin) => ({
    from: bounds[bin],
    to: bounds[bin + 1],
    blobs,
    found,
    recall: ratio(found, blobs),
  }));
}
