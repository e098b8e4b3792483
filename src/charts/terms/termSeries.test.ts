import { expect, test } from 'vitest';
import type { StepRecord } from '../../core/terms';
import { stepRecord } from '../testRuns';
import { appendTerms, createTermSeries, termValue } from './termSeries';

const record = (change: Partial<StepRecord>) => stepRecord({ total: 3, blobIds: [1], blobTerms: [1], ...change });

test('the blob term of a patch without blobs is a gap, not the zero that is added to the total', () => {
  const empty = record({ blob: 0, blobIds: [], blobTerms: [] });
  expect(termValue(empty, 'blob')).toBe(null);
  expect(termValue(empty, 'total')).toBe(3);
});

test('a term that is not finite is a gap and does not stretch the axis', () => {
  const series = createTermSeries(0);
  appendTerms(series, [record({ total: Number.POSITIVE_INFINITY }), record({ step: 2, total: 2 })], 0);
  expect(series.raw.total).toEqual([null, 2]);
  expect(series.largest.total).toBe(2);
});

test('appending in two parts gives what appending at once gives', () => {
  const run = [3, 1, 2, 5, 4].map((global, i) => record({ step: i + 1, global }));
  const [atOnce, inParts] = [createTermSeries(0.6), createTermSeries(0.6)];
  appendTerms(atOnce, run, 0);
  appendTerms(inParts, run.slice(0, 2), 0);
  appendTerms(inParts, run, 2);
  expect(inParts.steps).toEqual([1, 2, 3, 4, 5]);
  expect(inParts.raw).toEqual(atOnce.raw);
  expect(inParts.smooth).toEqual(atOnce.smooth);
});
