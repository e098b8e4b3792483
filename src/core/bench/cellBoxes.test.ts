import { expect, test } from 'vitest';
import { voxelAt } from '../volume';
import { boxOfRow } from './cellBoxes';
import { randomCase } from './testBench';

test('the box of a row of the ledger holds its voxels and has one of them on each side', () => {
  for (let seed = 1; seed <= 6; seed++) {
    const benchCase = randomCase(seed);
    for (let row = 0; row < benchCase.rowVoxels.length; row++) {
      const { low, high } = boxOfRow(benchCase, row);
      const places = [...benchCase.rowOfVoxel.keys()]
        .filter((v) => benchCase.rowOfVoxel[v] === row)
        .map((v) => voxelAt(benchCase.grid.dims, v));
      for (const axis of [0, 1, 2]) {
        const along = places.map((place) => place[axis]);
        expect(low[axis]).toBe(Math.min(...along));
        expect(high[axis]).toBe(Math.max(-1, ...along));
      }
    }
  }
});
