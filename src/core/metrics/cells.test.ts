import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Dims, type Triple, voxelAt } from '../volume';
import { rowOf, rowPair, textPair } from './buildPairs';
import { ccDice, scoreCells } from './ccDice';
import { nearestComponents } from './nearest';
import { Reference } from './reference';

describe('nearest components', () => {
  test('the lower id wins where two are equally near', () => {
    expect([...nearestComponents(rowOf([2, 0, 0, 0, 1]), [5, 1, 1], [1, 1, 1])]).toEqual([2, 2, 1, 1, 1]);
    expect([...nearestComponents(rowOf([1, 0, 0, 0, 2]), [5, 1, 1], [1, 1, 1])]).toEqual([1, 1, 1, 2, 2]);
  });

  test('nothing to be near to', () => {
    expect([...nearestComponents(rowOf([0, 0]), [2, 1, 1], [1, 1, 1])]).toEqual([0, 0]);
  });

  test('are those of a search through all voxels, ties and all', () => {
    const dims: Dims = [4, 5, 4];
    const size: Triple = [1, 2, 1];
    const ids = fc.array(fc.constantFrom(0, 0, 0, 0, 0, 0, 1, 2, 3), { minLength: 80, maxLength: 80 });
    fc.assert(
      fc.property(ids, (given) => {
        const found = nearestComponents({ ids: Int32Array.from(given), count: 3 }, dims, size);
        found.forEach((id, v) => {
          const all = given.flatMap((other, s) => (other ? [{ other, squared: squared(v, s, dims, size) }] : []));
          all.sort((a, b) => a.squared - b.squared || a.other - b.other);
          expect(id).toBe(all[0]?.other ?? 0);
        });
      }),
    );
  });
});

function squared(a: number, b: number, dims: Dims, size: Triple): number {
  const [p, q] = [voxelAt(dims, a), voxelAt(dims, b)];
  return [0, 1, 2].reduce((sum, axis) => sum + (size[axis] * (p[axis] - q[axis])) ** 2, 0);
}

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
