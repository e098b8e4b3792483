import { expect, test } from 'vitest';
import type { Box } from '../content';
import { createRandom } from '../random';
import { type Dims, type Triple, voxelAt, voxelCount } from '../volume';
import { GrowingBox } from './growingBox';
import { TileReach } from './tileReach';

const dims: Dims = [37, 20, 33];
const weights: Triple = [1, 4, 2];

test('what may be nearer than what is nearest lies in the box, however the grid was measured', () => {
  for (let seed = 1; seed <= 8; seed++) {
    const random = createRandom(seed);
    const tiles = new TileReach(dims, weights);
    const squares = new Float64Array(voxelCount(dims));
    measure(tiles, { start: [0, 0, 0], dims }, squares, () => 900 * random.uniform());
    measure(tiles, randomBox(random), squares, () => 20 * random.uniform());
    const low: Triple = [random.integer(dims[0]), random.integer(dims[1]), random.integer(dims[2])];
    const extent = { low, high: low };
    const box = new GrowingBox();
    tiles.addNearer(extent, box);
    for (let v = 0; v < squares.length; v++) {
      const at = voxelAt(dims, v);
      const squared = at.reduce((sum, c, axis) => sum + weights[axis] * (c - low[axis]) ** 2, 0);
      if (squared > squares[v]) continue;
      expect(at.every((c, axis) => c >= box.low[axis] && c <= box.high[axis])).toBe(true);
    }
    expect(box.high.every((c, axis) => c < dims[axis])).toBe(true);
  }
});

test('a box knows the farthest of its voxels, and tiles that are measured anew forget what they knew', () => {
  const tiles = new TileReach(dims, weights);
  const squares = new Float64Array(voxelCount(dims));
  const all: Box = { start: [0, 0, 0], dims };
  measure(tiles, all, squares, (v) => (v === 0 ? 50 : 7));
  expect(tiles.largestIn(all)).toBe(50);
  expect(tiles.largestIn({ start: [16, 16, 16], dims: [3, 2, 1] })).toBe(7);
  // In part: what was there may still be so far. As a whole: it is as near as what is measured.
  measure(tiles, { start: [0, 0, 0], dims: [15, 16, 16] }, squares, () => 3);
  expect(tiles.largestIn({ start: [0, 0, 0], dims: [1, 1, 1] })).toBe(50);
  measure(tiles, { start: [0, 0, 0], dims: [16, 20, 16] }, squares, () => 3);
  expect(tiles.largestIn({ start: [0, 0, 0], dims: [1, 1, 1] })).toBe(3);
});

function randomBox(random: ReturnType<typeof createRandom>): Box {
  const start: Triple = [random.integer(20), random.integer(10), random.integer(20)];
  const [x, y, z] = start.map((at, axis) => 1 + random.integer(dims[axis] - at));
  return { start, dims: [x, y, z] };
}

/** Measures a box as a transform does, row by row. */
function measure(tiles: TileReach, box: Box, squares: Float64Array, squareOf: (voxel: number) => number): void {
  tiles.forget(box);
  for (let z = box.start[2]; z < box.start[2] + box.dims[2]; z++)
    for (let y = box.start[1]; y < box.start[1] + box.dims[1]; y++) {
      const first = box.start[0] + dims[0] * (y + dims[1] * z);
      for (let v = first; v < first + box.dims[0]; v++) squares[v] = squareOf(v);
      tiles.raise(box.start[0], y, z, squares.subarray(first, first + box.dims[0]));
    }
}
