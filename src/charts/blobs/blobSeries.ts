import type { StepRecord } from '../../core/terms';

/** One blob's own terms at the steps where it was in the patch, ascending. */
export interface BlobSeries {
  readonly steps: number[];
  readonly terms: number[];
}

/** Every blob's series by id. */
export type BlobSeriesById = Map<number, BlobSeries>;

/** Adds records from index `from` on, at a cost of their terms alone. Terms that are not finite are left out. */
export function appendBlobSeries(all: BlobSeriesById, records: readonly StepRecord[], from: number): void {
  for (let i = from; i < records.length; i++) {
    const { step, blobIds, blobTerms } = records[i];
    for (let k = 0; k < blobIds.length; k++) {
      if (!Number.isFinite(blobTerms[k])) continue;
      const series = all.get(blobIds[k]) ?? { steps: [], terms: [] };
      all.set(blobIds[k], series);
      series.steps.push(step);
      series.terms.push(blobTerms[k]);
    }
  }
}

/** Index of the first entry of an ascending list that is not below `value`; its length where there is none. */
export function lowerBound(list: ArrayLike<number>, value: number): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The height of the drawn line at a step, between its neighbours; null outside its first and last sample. */
export function termAlong({ steps, terms }: BlobSeries, step: number): number | null {
  const after = lowerBound(steps, step);
  if (after === steps.length) return null;
  if (steps[after] === step) return terms[after];
  if (after === 0) return null;
  const part = (step - steps[after - 1]) / (steps[after] - steps[after - 1]);
  return terms[after - 1] + part * (terms[after] - terms[after - 1]);
}

/** The sample nearest to a step; null where the blob has none. */
export function nearestSample({ steps, terms }: BlobSeries, step: number): { step: number; term: number } | null {
  if (steps.length === 0) return null;
  const after = Math.min(lowerBound(steps, step), steps.length - 1);
  const index = after > 0 && step - steps[after - 1] <= steps[after] - step ? after - 1 : after;
  return { step: steps[index], term: terms[index] };
}
