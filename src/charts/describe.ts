import type { StepRecord } from '../core/terms';
import type { BlobMark, LastTerms, RowFacts, RowOrder } from './blobs/rowOrder';
import { formatCount, formatTerm } from './ticks';

/** The newest step in words: "step 180 of 300: total 0.83, global 0.13, blob 0.57". */
export function describeTerms(records: readonly StepRecord[], steps: number): string {
  const last = records[records.length - 1];
  if (!last) return 'no step trained yet';
  return `step ${formatCount(last.step)} of ${formatCount(Math.max(steps, last.step))}: total ${formatTerm(last.total)}, global ${formatTerm(last.global)}, ${describeBlobTerm(last)}`;
}

function describeBlobTerm(record: StepRecord): string {
  return record.blobIds.length === 0 ? 'no blob in the patch' : `blob ${formatTerm(record.blob)}`;
}

/** The blobs' own terms in words: how many were seen, and which has the highest term. */
export function describeBlobTerms(blobs: readonly BlobMark[], lastTerms: LastTerms, facts: RowFacts): string {
  const shown = `${describeRows(facts)} ${facts.total === 1 ? 'blob' : 'blobs'} shown`;
  let [seen, worst, highest] = [0, 0, Number.NEGATIVE_INFINITY];
  for (const { id } of blobs) {
    const term = lastTerms.get(id);
    if (term === undefined) continue;
    seen++;
    if (term > highest) [worst, highest] = [id, term];
  }
  if (seen === 0) return `${shown}, none trained on yet`;
  return `${shown}, ${formatCount(seen)} trained on; highest term: blob ${worst}, ${formatTerm(highest)}`;
}

/** What is shown of the blobs, and by which order it was chosen. */
export interface RowFactsView {
  readonly facts: RowFacts;
  readonly order: RowOrder;
}

/** "160 of 2,000 blobs, largest", or "20 blobs" when all are there. */
export function describeRowOrder({ facts, order }: RowFactsView): string {
  const noun = facts.total === 1 ? 'blob' : 'blobs';
  return `${describeRows(facts)} ${noun}${facts.shown === facts.total ? '' : `, ${order}`}`;
}

/** "160 of 2,000", or "20" when all are there. */
export function describeRows({ shown, total }: RowFacts): string {
  return shown === total ? formatCount(total) : `${formatCount(shown)} of ${formatCount(total)}`;
}

/** The sizes in words: count, smallest, median and largest, in that unit. */
export function describeSizes(sizes: readonly number[], unit: string): string {
  if (sizes.length === 0) return 'no blobs';
  const sorted = sizes.toSorted((a, b) => a - b);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  if (sizes.length === 1) return `1 blob, ${formatCount(sizes[0])} ${unit}`;
  return `${formatCount(sizes.length)} blobs, ${formatCount(sorted[0])} to ${formatCount(sorted[sorted.length - 1])} ${unit}, median ${formatCount(middle)}`;
}
