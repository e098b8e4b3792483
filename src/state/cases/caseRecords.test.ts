import { expect, test } from 'vitest';
import type { StepRecord } from '../../core/terms';
import { recordsOfCase } from './caseRecords';

const terms = { global: 1, blob: 1, total: 1, alpha: 1, beta: 1, learningRate: 1, elapsedMs: 1 };
const record = (step: number, caseId?: number): StepRecord => ({
  ...{ step, ...terms, blobIds: [1], blobTerms: [0.5] },
  ...(caseId === undefined ? {} : { caseId }),
});
const blobsOf = (records: readonly StepRecord[]) => records.map(({ blobIds }) => blobIds.length);

test('a case sees the blobs of its own steps, and all terms', () => {
  const records = [record(1), record(2, 3), record(3)];
  expect(blobsOf(recordsOfCase(records, 0, true))).toEqual([1, 0, 1]);
  expect(blobsOf(recordsOfCase(records, 3, true))).toEqual([0, 1, 0]);
  expect(recordsOfCase(records, 3, true).map(({ step }) => step)).toEqual([1, 2, 3]);
});

test('of one case the records are themselves', () => {
  const records = [record(1)];
  expect(recordsOfCase(records, 0, false)).toBe(records);
});

test('what is seen grows with the run in place, and begins anew where the run was taken back', () => {
  const records = [record(1), record(2, 3)];
  const first = recordsOfCase(records, 3, true);
  records.push(record(3, 3));
  const second = recordsOfCase(records, 3, true);
  expect(second).toBe(first);
  expect(blobsOf(second)).toEqual([0, 1, 1]);
  records.length = 1;
  records.push(record(2));
  expect(blobsOf(recordsOfCase(records, 3, true))).toEqual([0, 0]);
});
