import type { Blob as ScanBlob } from '../../core/case';
import type { StepRecord } from '../../core/terms';

/** What a chart needs to know of a blob. */
export type BlobMark = Pick<ScanBlob, 'id' | 'voxels' | 'colour'>;

/** Which blobs come first: the largest, or those with the highest term when last seen. */
export type RowOrder = 'largest' | 'worst';

/** How many blobs a chart shows, of how many. */
export interface RowFacts {
  readonly shown: number;
  readonly total: number;
}

/** The first `capacity` blobs in that order; blobs not seen yet (no last term) are the last of the worst; ties by id. */
export function chooseRows<Mark extends BlobMark>(
  blobs: readonly Mark[],
  lastTerms: LastTerms,
  order: RowOrder,
  capacity: number,
): Mark[] {
  const term = (mark: Mark) => lastTerms.get(mark.id) ?? Number.NEGATIVE_INFINITY;
  const rank = order === 'largest' ? (mark: Mark) => mark.voxels : term;
  const compare = (a: Mark, b: Mark) => (rank(a) === rank(b) ? a.id - b.id : rank(b) - rank(a));
  return blobs.toSorted(compare).slice(0, Math.max(0, capacity));
}

/** Each blob's own term when it was last in a patch, by id. */
export type LastTerms = Map<number, number>;

/** Brings the last terms up to date with records from index `from` on. Non-finite terms are passed over. */
export function noteLastTerms(lastTerms: LastTerms, records: readonly StepRecord[], from: number): void {
  for (let i = from; i < records.length; i++) {
    const { blobIds, blobTerms } = records[i];
    for (let k = 0; k < blobIds.length; k++) {
      if (Number.isFinite(blobTerms[k])) lastTerms.set(blobIds[k], blobTerms[k]);
    }
  }
}

/** A blob's own term in that record; null = absent from the patch. */
export function termOf(record: StepRecord | undefined, blobId: number): number | null {
  const index = record ? record.blobIds.indexOf(blobId) : -1;
  return record && index >= 0 ? record.blobTerms[index] : null;
}

/** The largest finite term of any blob in the records from index `from` on; `soFar` where there is none larger. */
export function largestTerm(records: readonly StepRecord[], from: number, soFar: number): number {
  let largest = soFar;
  for (let i = from; i < records.length; i++) {
    for (const term of records[i].blobTerms) if (term > largest && Number.isFinite(term)) largest = term;
  }
  return largest;
}
