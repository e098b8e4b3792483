import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvCell, runToCsv } from './runCsv';
import type { StepRecord } from './terms';

const step = (change: Partial<StepRecord>): StepRecord => ({
  step: 1,
  alpha: 2,
  beta: 1,
  learningRate: 0.003,
  elapsedMs: 12.5,
  total: 2.5,
  global: 0.75,
  blob: 1,
  blobIds: [],
  blobTerms: [],
  ...change,
});

/** Reads RFC 4180 back, so that the writer is judged by a reader and not by its own text. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

test('a run without steps is a header alone', () => {
  expect(runToCsv([], [{ id: 1 }])).toBe('step,alpha,beta,learning_rate,elapsed_ms,total,global,blob,blob_1\r\n');
});

test('an absent blob is an empty cell, a term of zero is 0', () => {
  const records = [step({ blobIds: [1, 3], blobTerms: [0, 0.5] })];
  expect(runToCsv(records, [{ id: 1 }, { id: 2 }, { id: 3 }]).split('\r\n')[1]).toBe(
    '1,2,1,0.003,12.5,2.5,0.75,1,0,,0.5',
  );
});

test('a value that is not finite is an empty cell', () => {
  const records = [step({ total: Number.NaN, global: Number.POSITIVE_INFINITY })];
  expect(runToCsv(records, []).split('\r\n')[1]).toBe('1,2,1,0.003,12.5,,,1');
});

test('what was changed during a run stands in the row of the step behind which it was', () => {
  const changes = [
    { step: 1, words: 'β 1 → 4' },
    { step: 1, words: 'a, b' },
  ];
  const lines = runToCsv([step({}), step({ step: 2 })], [], changes).split('\r\n');
  expect(lines[0]).toMatch(/,blob,changed_after_step$/);
  expect(lines[1]).toMatch(/,"β 1 → 4; a, b"$/);
  expect(lines[2]).toMatch(/,$/);
});

test('a blob that the table does not know is left out', () => {
  expect(runToCsv([step({ blobIds: [9], blobTerms: [0.5] })], [{ id: 1 }]).split('\r\n')[1]).toMatch(/,1,$/);
});

test('text that a spreadsheet would run as a formula gets an apostrophe, numbers do not', () => {
  expect(['=1+1', '+1', '-1', '@x', '\tx'].map(csvCell)).toEqual(["'=1+1", "'+1", "'-1", "'@x", "'\tx"]);
  expect(csvCell(-1)).toBe('-1');
});

test('any text comes back from a CSV reader, with an apostrophe at most', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 4 }), (cells) => {
      const back = parseCsv(`${cells.map(csvCell).join(',')}\r\n`)[0];
      expect(back.map((cell, i) => cell === cells[i] || cell === `'${cells[i]}`)).toEqual(cells.map(() => true));
    }),
  );
});

test('every present term stands in its own column', () => {
  const presence = fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { maxLength: 12 });
  fc.assert(
    fc.property(fc.array(presence, { minLength: 1, maxLength: 6 }), (runs) => {
      const records = runs.map((ids, i) => {
        const blobIds = ids.toSorted((a, b) => a - b);
        return step({ step: i + 1, blobIds, blobTerms: blobIds.map((id) => id / 16) });
      });
      const blobs = Array.from({ length: 12 }, (_, i) => ({ id: i + 1 }));
      const [header, ...rows] = parseCsv(runToCsv(records, blobs));
      rows.forEach((row, i) => {
        for (const { id } of blobs) {
          const cell = row[header.indexOf(`blob_${id}`)];
          expect(cell).toBe(runs[i].includes(id) ? String(id / 16) : '');
        }
      });
      expect(rows.length).toBe(runs.length);
    }),
  );
});
