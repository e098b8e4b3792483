import { expect, test } from 'vitest';
import { labelCells } from '../cells';
import type { Box } from '../content';
import { squaredLengths } from '../nearest/weights';
import { createRandom } from '../random';
import { type Dims, type Triple, voxelCount } from '../volume';
import { nearestWithin } from './voronoiWindow';

const spacingMm: Triple = [1, 0.8, 2.5];

/** The cells of a box, with what else is taken; null = nothing is labelled. */
function within(ids: Int32Array, dims: Dims, box: Box, reach: number) {
  const cells = new Map<number, number>();
  const squares: number[] = [];
  const copy = (voxel: number, into: Int32Array, at: number, count: number) =>
    into.set(ids.subarray(voxel, voxel + count), at);
  const isAny = nearestWithin(box, dims, squaredLengths(dims, spacingMm), copy, reach, (voxel, labels, ofRow, y, z) => {
    expect(voxel).toBe(box.start[0] + dims[0] * (y + dims[1] * z));
    labels.forEach((label, x) => {
      cells.set(voxel + x, label);
    });
    squares.push(...ofRow);
  });
  return isAny ? { cells, squares } : null;
}

test.each([1, 2, 3, 4, 5, 6])(
  'a box has the cells that the whole grid gives it, however few the labels: seed %i',
  (seed) => {
    const random = createRandom(seed);
    const dims: Dims = [24, 17, 13];
    const ids = new Int32Array(voxelCount(dims));
    for (let label = 1; label <= 1 + 3 * (seed % 4); label++) ids[random.integer(ids.length)] = label;
    const cells = labelCells(ids, dims, spacingMm);
    const start: Triple = [random.integer(20), random.integer(14), random.integer(10)];
    const box = { start, dims: dims.map((side, a) => 1 + random.integer(side - start[a])) as unknown as Dims };
    for (const reach of [0, 1e7, 1e12]) {
      const found = within(ids, dims, box, reach);
      expect(found?.cells.size).toBe(voxelCount(box.dims));
      for (const [voxel, cell] of found?.cells ?? []) expect(cell).toBe(cells[voxel]);
      const nearest = found?.squares.map((square, n) => (square === 0) === ids[[...found.cells.keys()][n]] > 0);
      expect(nearest).not.toContain(false);
    }
  },
);

test('where nothing is labelled nothing is taken', () => {
  expect(within(new Int32Array(60), [5, 4, 3], { start: [1, 1, 1], dims: [2, 2, 1] }, 0)).toBeNull();
});
