import { describe, expect, test } from 'vitest';
import { rowPair, textPair } from './buildPairs';
import { ccDice, scoreCells } from './ccDice';
import { Reference } from './reference';

describe('CC-Dice', () => {
  test('a found, a missed and a diluted cell by hand', () => {
    // Cells of 3, 3 and 4 voxels; the false positive lies in the third.
    const pair = textPair('11...2..33', '11...2..3.');
    expect(scoreCells(pair)).toMatchObject([
      { reference: 1, predictedVoxels: 2, overlapVoxels: 2, dice: 1 },
      { reference: 2, referenceVoxels: 1, predictedVoxels: 1, overlapVoxels: 1, dice: 1 },
      { reference: 3, predictedVoxels: 1, overlapVoxels: 1, dice: 2 / 3 },
    ]);
  });

  test('missed is 0, and a false positive only dilutes its cell', () => {
    const pair = textPair('11........22', '11.....22...');
    expect(scoreCells(pair).map(({ dice }) => dice)).toEqual([1, 0]);
    expect(ccDice(pair)).toBe(0.5);
  });

  test('without reference: 1 when nothing is predicted, else 0', () => {
    expect(ccDice(textPair('...', '...'))).toBe(1);
    expect(ccDice(textPair('...', '1..'))).toBe(0);
    expect(ccDice(textPair('1..', '...'))).toBe(0);
  });

  test('cells in voxels and in mm differ on long voxels', () => {
    const ids = Int32Array.of(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0);
    const reference = new Reference({ ids, count: 2 }, [3, 4, 1], [1, 4, 1]);
    // Voxel (2, 1): 2 + 1 steps from blob 1 at (0, 0), 1 + 2 from blob 2 at (1, 3); in mm the long steps decide.
    expect(reference.cells('voxels')[5]).toBe(1);
    expect(reference.cells('mm')[5]).toBe(1);
    expect(reference.cells('voxels')[7]).toBe(2);
  });

  test('a tie goes to the blob that comes first in the volume, whatever the ids', () => {
    const pair = rowPair([2, 0, 0, 0, 1], [2, 2, 2, 0, 1]);
    expect(scoreCells(pair).map(({ predictedVoxels }) => predictedVoxels)).toEqual([1, 3]);
  });
});
