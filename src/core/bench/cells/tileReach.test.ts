import { expect, test } from 'vitest';
import type { Box } from '../../content';
import { createRandom } from '../../random';
import { type Dims, type Triple, voxelAt, voxelCount } from '../../volume';
import type { Extent } from '../growingBox';
import { TileReach, tileSide } from './tileReach';

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
    const found: Extent[] = [];
    tiles.forEachNearer(extent, (tile) => found.push(tile));
    for (let v = 0; v < squares.length; v++) {
      const at = voxelAt(dims, v);
      const squared = at.reduce((sum, c, axis) => sum + weights[axis] * (c - low[axis]) ** 2, 0);
      if (squared > squares[v]) continue;
      expect(found.some((tile) => at.every((c, axis) => c >= tile.low[axis] && c <= tile.high[axis]))).toBe(true);
    }
    for (const { high } of found) expect(high.every((c, axis) => c < dims[axis])).toBe(true);
  }
});

test('tiles that are measured anew as a whole forget what they knew', () => {
  const tiles = new TileReach(dims, weights);
  const squares = new Float64Array(voxelCount(dims));
  measure(tiles, { start: [0, 0, 0], dims }, squares, (v) => (v === 0 ? 50 : 7));
  /** Whether the first tile holds a voxel that something may be nearer to, so many steps along x beyond the tile. */
  const reaches = (steps: number) => {
    const lows: number[] = [];
    const at: Triple = [tileSide - 1 + steps, 0, 0];
    tiles.forEachNearer({ low: at, high: at }, ({ low }) => lows.push(Math.max(...low)));
    return lows.includes(0);
  };
  expect([1, 7, 8].map(reaches)).toEqual([true, true, false]);
  // In part: what was there may still be so far. As a whole: it is as near as what is measured.
  measure(tiles, { start: [0, 0, 0], dims: [tileSide - 1, tileSide, tileSide] }, squares, () => 3);
  expect([1, 7, 8].map(reaches)).toEqual([true, true, false]);
  measure(tiles, { start: [0, 0, 0], dims: [tileSide, tileSide, tileSide] }, squares, () => 3);
  expect([1, 2].map(reaches)).toEqual([true, false]);
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
      tiles.raise(box.start[0], y, z, squares.subarray(first, first + box.dims[0]), 0, box.dims[0]);
    }
}
