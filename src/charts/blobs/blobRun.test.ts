import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { stepRecord } from '../testRuns';
import { BlobRun } from './blobRun';

const record = (step: number, blobTerms: number[]) =>
  stepRecord({ step, blobIds: blobTerms.map((_, i) => i + 1), blobTerms });
const blobs = [3, 2, 1].map((voxels, i) => ({ id: i + 1, voxels, colour: '#000000' }));
const ids = (run: BlobRun) => run.rows.map(({ id }) => id);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
  vi.advanceTimersByTime(10_000);
});
afterEach(() => {
  vi.useRealTimers();
});

test('a growing run keeps what is drawn, another size or another run does not', () => {
  const run = new BlobRun();
  const records = [record(1, [0.9, 0.5, 0.5])];
  run.update(records, blobs, { steps: 10, order: 'largest' });
  expect(run.settleRows(2, false)).toBe(true);
  expect(ids(run)).toEqual([1, 2]);
  records.push(record(2, [0.4, 0.6, 0.9]));
  run.update(records, blobs, { steps: 10, order: 'largest' });
  expect(run.settleRows(2, false)).toBe(false);
  expect(run.settleRows(3, false)).toBe(true);
  run.update([], blobs, { steps: 10, order: 'largest' });
  expect(run.settleRows(3, false)).toBe(true);
});

test('a term over the scale enlarges it and voids the drawing', () => {
  const run = new BlobRun();
  run.update([record(1, [0.9])], blobs, { steps: 10, order: 'largest' });
  run.settleRows(3, false);
  expect(run.top).toBe(1);
  run.update([record(1, [0.9]), record(2, [2.7])], blobs, { steps: 10, order: 'largest' });
  expect([run.settleRows(3, false), run.top]).toEqual([true, 3]);
});

test('the worst are sorted anew after two seconds, and never under the pointer', () => {
  const run = new BlobRun();
  const records = [record(1, [0.9, 0.5, 0.1])];
  run.update(records, blobs, { steps: 10, order: 'worst' });
  run.settleRows(3, false);
  records.push(record(2, [0.1, 0.5, 0.9]));
  run.update(records, blobs, { steps: 10, order: 'worst' });
  expect(run.settleRows(3, false)).toBe(false);
  vi.advanceTimersByTime(2001);
  expect(run.settleRows(3, true)).toBe(false);
  expect(ids(run)).toEqual([1, 2, 3]);
  expect(run.settleRows(3, false)).toBe(true);
  expect(ids(run)).toEqual([3, 2, 1]);
});

test('a new run forgets the last terms of the old one', () => {
  const run = new BlobRun();
  run.update([record(1, [0.9])], blobs, { steps: 10, order: 'worst' });
  run.update([], blobs, { steps: 10, order: 'worst' });
  expect([run.lastTerms.size, run.top, run.runNumber]).toEqual([0, 1, 1]);
});

test('the axis ends at the budget, or at the run where that is longer', () => {
  const run = new BlobRun();
  run.update([record(1, []), record(2, [])], blobs, { steps: 300, order: 'largest' });
  expect(run.steps).toBe(300);
  run.update([record(1, []), record(2, [])], blobs, { steps: 1, order: 'largest' });
  expect(run.steps).toBe(2);
  expect(run.recordAt(2)?.step).toBe(2);
});
