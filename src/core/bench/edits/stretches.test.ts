import { expect, test } from 'vitest';
import { createRandom } from '../../random';
import { type Dims, voxelCount } from '../../volume';
import {
  joinedStretches,
  type Stretches,
  StretchGatherer,
  stretchesInBox,
  stretchesWhere,
  voxelsOf,
} from './stretches';

const dims: Dims = [7, 5, 4];
const all = { low: [0, 0, 0], high: [6, 4, 3] } as const;

function randomSet(seed: number, share: number): ReadonlySet<number> {
  const random = createRandom(seed);
  return new Set([...Array(voxelCount(dims)).keys()].filter(() => random.uniform() < share));
}

const stretchesOf = (set: ReadonlySet<number>) => stretchesInBox(dims, all, (v) => set.has(v));

/** Ascending, apart, within a row, and counted. */
function expectSound({ starts, ends, voxels }: Stretches): void {
  for (let n = 0; n < starts.length; n++) {
    expect(ends[n]).toBeGreaterThan(starts[n]);
    expect(Math.floor(starts[n] / dims[0])).toBe(Math.floor((ends[n] - 1) / dims[0]));
    const isApart = n === 0 || starts[n] > ends[n - 1] || starts[n] % dims[0] === 0;
    expect(isApart).toBe(true);
    if (n > 0) expect(starts[n]).toBeGreaterThanOrEqual(ends[n - 1]);
  }
  expect(voxels).toBe(starts.reduce((sum, start, n) => sum + ends[n] - start, 0));
}

const ascending = (set: Iterable<number>) => [...set].sort((a, b) => a - b);

test.each([1, 2, 3, 4, 5, 6])('sets of voxels are joined and chosen from as sets are, seed %i', (seed) => {
  const [a, b] = [randomSet(seed, 0.6), randomSet(seed + 50, seed % 2 === 0 ? 0.1 : 0.8)];
  const joined = joinedStretches(stretchesOf(a), stretchesOf(b), dims[0]);
  expectSound(joined);
  expect([...voxelsOf(joined)]).toEqual(ascending(new Set([...a, ...b])));
  const both = stretchesWhere(stretchesOf(a), dims[0], (v) => b.has(v));
  expectSound(both);
  expect([...voxelsOf(both)]).toEqual(ascending([...a].filter((v) => b.has(v))));
});

test('of a box only its own voxels are taken', () => {
  const box = { low: [2, 1, 1], high: [4, 3, 2] } as const;
  const found = stretchesInBox(dims, box, () => true);
  expectSound(found);
  expect(found.voxels).toBe(3 * 3 * 2);
  expect([found.starts[0], found.ends[0]]).toEqual([2 + 7 * (1 + 5), 5 + 7 * (1 + 5)]);
});

test('a stretch does not go on into the next row', () => {
  const gathered = new StretchGatherer(7);
  for (const [start, end] of [
    [3, 5],
    [5, 7],
    [7, 9],
  ])
    gathered.add(start, end);
  expect(gathered.finish()).toEqual({ starts: Int32Array.of(3, 7), ends: Int32Array.of(7, 9), voxels: 6 });
});
