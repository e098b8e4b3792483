import { expect, test } from 'vitest';
import { createRandom } from '../../random';
import { type Dims, type Triple, voxelAt, voxelCount } from '../../volume';
import { ReachedTiles } from './reachedTiles';
import { TileReach } from './tileReach';

const dims: Dims = [50, 37, 40];
const weights: Triple = [1, 3, 2];

test.each([1, 2, 3, 4, 5])('each voxel that a component may be nearer to is asked for, seed %i', (seed) => {
  const random = createRandom(seed);
  const squares = Float64Array.from({ length: voxelCount(dims) }, () => 150 * random.uniform() ** 4);
  const tiles = new TileReach(dims, weights);
  for (let v = 0; v < squares.length; v += dims[0]) {
    const [, y, z] = voxelAt(dims, v);
    tiles.raise(0, y, z, squares.subarray(v, v + dims[0]), 0, dims[0]);
  }
  const low: Triple = [random.integer(dims[0]), random.integer(dims[1]), random.integer(dims[2])];
  const high = low.map((c, axis) => Math.min(dims[axis] - 1, c + random.integer(4))) as unknown as Triple;
  const area = new ReachedTiles(tiles, { low, high });
  let asked = 0;
  squares.forEach((square, v) => {
    const at = voxelAt(dims, v);
    const [x, y, z] = at;
    const span = area.span(y, z);
    const isAsked = span !== null && x >= span[0] && x <= span[1];
    if (isAsked) asked++;
    const near = at.map((c, axis) => Math.max(low[axis] - c, 0, c - high[axis]));
    if (near.reduce((sum, gap, axis) => sum + weights[axis] * gap * gap, 0) <= square) expect(isAsked).toBe(true);
    if (!isAsked) return;
    for (const { covered } of [area.bounds, area.slice(z) ?? { covered: { low: [], high: [] } }])
      expect(at.every((c, axis) => c >= covered.low[axis] && c <= covered.high[axis])).toBe(true);
  });
  expect(asked).toBeLessThan(squares.length);
  expect([area.bounds.window.low, area.bounds.window.high]).toEqual([low, high]);
});
