import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blobStep } from '../testRuns';
import { addToStripCells, cellTerm, columnOfStep, createStripCells, stepsOfColumn } from './stripCells';

test('a blob absent from a patch leaves a gap, a term of zero does not', () => {
  const cells = createStripCells([7, 3], 100, 4);
  addToStripCells(cells, [blobStep(1, [3, 7], [0.5, 0]), blobStep(2, [3], [0.25])], 0);
  expect([cellTerm(cells, 0, 0), cellTerm(cells, 0, 1), cellTerm(cells, 0, 2)]).toEqual([0, null, null]);
  expect([cellTerm(cells, 1, 0), cellTerm(cells, 1, 1)]).toEqual([0.5, 0.25]);
});

test('steps that share a column give their mean, over the steps where the blob was present', () => {
  const cells = createStripCells([1], 2, 6);
  addToStripCells(cells, [blobStep(1, [1], [0.5]), blobStep(2, [], []), blobStep(3, [1], [1])], 0);
  expect(cellTerm(cells, 0, 0)).toBe(0.75);
});

test('blobs without a row and terms that are not numbers are passed over', () => {
  const cells = createStripCells([1], 10, 10);
  addToStripCells(cells, [blobStep(1, [1, 2], [Number.NaN, 0.5])], 0);
  expect(cellTerm(cells, 0, 0)).toBe(null);
});

test('the columns touched are those of the new records', () => {
  const cells = createStripCells([1], 10, 10);
  const run = [1, 2, 3, 4].map((step) => blobStep(step, [], []));
  expect(addToStripCells(cells, run, 2)).toEqual([2, 3]);
  expect(addToStripCells(cells, run, 4)).toBe(null);
});

test('every step lies in exactly the column whose steps include it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 1, max: 900 }), fc.nat(), (steps, width, pick) => {
      const cells = createStripCells([], width, steps);
      const step = 1 + (pick % steps);
      const [first, last] = stepsOfColumn(cells, columnOfStep(cells, step));
      expect(first).toBeLessThanOrEqual(step);
      expect(last).toBeGreaterThanOrEqual(step);
      expect(stepsOfColumn(cells, 0)[0]).toBe(1);
      expect(stepsOfColumn(cells, cells.columns - 1)[1]).toBe(steps);
    }),
  );
});

test('appending one record at a time gives what a full pass gives', () => {
  const present = fc.uniqueArray(fc.integer({ min: 1, max: 8 }), { maxLength: 8 });
  fc.assert(
    fc.property(fc.array(present, { minLength: 1, maxLength: 40 }), fc.integer({ min: 1, max: 50 }), (runs, width) => {
      const run = runs.map((ids, i) => blobStep(i + 1, ids, ids.map((id) => id / 8))); // biome-ignore format: one line
      const make = () => createStripCells([1, 2, 3, 4, 5, 6, 7, 8], width, runs.length);
      const [whole, grown] = [make(), make()];
      addToStripCells(whole, run, 0);
      for (let i = 0; i < run.length; i++) addToStripCells(grown, run.slice(0, i + 1), i);
      expect(grown).toEqual(whole);
    }),
  );
});
