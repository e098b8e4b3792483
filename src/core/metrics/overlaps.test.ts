import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rowOf, textPair } from './buildPairs';
import { diceOf, iouOf, tabulateOverlaps, transposeOverlaps } from './overlaps';
import {
  countVoxels,
  emptinessOf,
  voxelDice,
  voxelIou,
  voxelPrecision,
  voxelSensitivity,
  voxelSpecificity,
} from './voxels';

test('shared voxels of a row are counted by hand', () => {
  const { table } = textPair('111.22..', '.11133.3');
  expect(table.pairs).toEqual([
    { reference: 1, prediction: 1, voxels: 2 },
    { reference: 2, prediction: 3, voxels: 2 },
  ]);
  expect([...table.referenceVoxels]).toEqual([3, 3, 2]);
  expect([...table.predictionVoxels]).toEqual([2, 3, 0, 3]);
  expect(iouOf(table, table.pairs[0])).toBe(2 / 4);
  expect(diceOf(table, table.pairs[1])).toBe(4 / 5);
  expect(table.ofPrediction[3]).toEqual([table.pairs[1]]);
});

test('the transposed table is the table of the exchanged labellings', () => {
  const ids = fc.array(fc.nat(3), { minLength: 12, maxLength: 12 });
  fc.assert(
    fc.property(ids, ids, (a, b) => {
      const there = tabulateOverlaps(rowOf(a), rowOf(b));
      expect(transposeOverlaps(there)).toEqual(tabulateOverlaps(rowOf(b), rowOf(a)));
    }),
  );
});

test('the voxels of all pairs and sizes add up to those of the masks', () => {
  const ids = fc.array(fc.nat(3), { minLength: 12, maxLength: 12 });
  fc.assert(
    fc.property(ids, ids, (a, b) => {
      const counts = countVoxels(tabulateOverlaps(rowOf(a), rowOf(b)));
      const count = (isIt: (k: number) => boolean) => a.filter((_, k) => isIt(k)).length;
      expect(counts).toEqual({
        truePositives: count((k) => a[k] > 0 && b[k] > 0),
        falsePositives: count((k) => a[k] === 0 && b[k] > 0),
        falseNegatives: count((k) => a[k] > 0 && b[k] === 0),
        trueNegatives: count((k) => a[k] === 0 && b[k] === 0),
      });
    }),
  );
});

test('labellings of different lengths are refused', () => {
  expect(() => tabulateOverlaps(rowOf([1]), rowOf([1, 0]))).toThrow('1 reference voxels and 2 predicted ones');
});

test('voxel metrics of a row by hand', () => {
  const counts = countVoxels(textPair('1111....', '..11.2..').table);
  expect(voxelDice(counts)).toBe(4 / 7);
  expect(voxelIou(counts)).toBe(2 / 5);
  expect(voxelSensitivity(counts)).toBe(2 / 4);
  expect(voxelPrecision(counts)).toBe(2 / 3);
  expect(voxelSpecificity(counts)).toBe(3 / 4);
});

test('0/0 is null, and the empty side is named', () => {
  const none = countVoxels(textPair('..', '..').table);
  expect([voxelDice(none), voxelIou(none), voxelSensitivity(none), voxelPrecision(none)]).toEqual([
    null,
    null,
    null,
    null,
  ]);
  expect(emptinessOf(none)).toBe('both');
  expect(emptinessOf(countVoxels(textPair('1.', '..').table))).toBe('prediction');
  expect(emptinessOf(countVoxels(textPair('..', '1.').table))).toBe('reference');
  expect(emptinessOf(countVoxels(textPair('1.', '.1').table))).toBe(null);
});
