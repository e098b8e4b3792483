import { expect, test } from 'vitest';
import { labelCells } from '../../cells';
import { squaredLengths } from '../../nearest/weights';
import { createRandom } from '../../random';
import { type Dims, type Triple, voxelAt, voxelCount, voxelIndex } from '../../volume';
import { type Extent, GrowingBox } from '../growingBox';
import type { Area } from './area';
import { VoronoiWindows } from './voronoiWindows';

const spacingMm: Triple = [1, 0.8, 2.5];
const dims: Dims = [24, 17, 13];
const weights = squaredLengths(dims, spacingMm);

/** An area of voxels; each slice looks first through the box round its own, so many voxels wider. */
function areaOf(voxels: readonly number[], wider: number): Area {
  const boundsOf = (part: readonly number[]) => {
    const [covered, window] = [new GrowingBox(), new GrowingBox()];
    for (const v of part) {
      const at = voxelAt(dims, v);
      covered.addVoxel(...at);
      at.forEach((c, axis) => {
        window.reach(axis, c, wider);
      });
    }
    return { covered, window };
  };
  const those = (y: number, z: number) => voxels.filter((v) => voxelAt(dims, v)[1] === y && voxelAt(dims, v)[2] === z);
  return {
    bounds: boundsOf(voxels),
    slice: (z) => {
      const part = voxels.filter((v) => voxelAt(dims, v)[2] === z);
      return part.length === 0 ? null : boundsOf(part);
    },
    span: (y, z) => {
      const xs = those(y, z).map((v) => voxelAt(dims, v)[0]);
      return xs.length === 0 ? null : [Math.min(...xs), Math.max(...xs)];
    },
  };
}

/** Label and squared distance of the voxels that are asked for; null = nothing is labelled. */
function find(ids: Int32Array, labelOf: Int32Array, voxels: readonly number[], area: Area, isAllWithin = false) {
  const [asked, found] = [new Set(voxels), new Map<number, [number, number]>()];
  const windows = new VoronoiWindows(dims, weights);
  const isAny = windows.find(
    { area, has: (v) => asked.has(v), isAllWithin },
    { ids, labelOf },
    (labels, squares, x, y, z) => {
      expect(labels.length).toBe(squares.length);
      labels.forEach((label, k) => {
        const v = voxelIndex(dims, x + k, y, z);
        expect(found.has(v)).toBe(false);
        if (asked.has(v)) found.set(v, [label, squares[k]]);
      });
    },
  );
  return isAny ? found : null;
}

/** By going through all labelled voxels. */
function plainly(ids: Int32Array, labelOf: Int32Array, v: number): [number, number] {
  let best: [number, number] = [0, Number.POSITIVE_INFINITY];
  ids.forEach((id, w) => {
    const label = labelOf[id];
    if (id === 0 || label === 0) return;
    const [a, b] = [voxelAt(dims, v), voxelAt(dims, w)];
    const square = a.reduce((sum, c, axis) => sum + weights[axis] * (c - b[axis]) ** 2, 0);
    if (square < best[1] || (square === best[1] && label < best[0])) best = [label, square];
  });
  return best;
}

/** Few labels, some of which do not count, and voxels of some part of the grid. */
function randomSearch(seed: number) {
  const random = createRandom(seed);
  const ids = new Int32Array(voxelCount(dims));
  const count = 2 + 4 * (seed % 5);
  for (let id = 1; id <= count; id++) ids[random.integer(ids.length)] = id;
  // Another order than that of the ids; every third does not count.
  const labelOf = Int32Array.from({ length: count + 1 }, (_, id) => (id === 0 || id % 3 === 0 ? 0 : count + 1 - id));
  const low: Triple = [random.integer(20), random.integer(14), random.integer(10)];
  const high = low.map((c, axis) => c + random.integer(dims[axis] - c));
  const voxels = [...ids.keys()].filter((v) => {
    const isInBox = voxelAt(dims, v).every((c, axis) => c >= low[axis] && c <= high[axis]);
    return isInBox && (v === voxelIndex(dims, ...low) || random.uniform() < 0.3);
  });
  return { ids, labelOf, voxels };
}

test.each([...Array(30).keys()])(
  'voxels get what all labelled voxels give them, wherever one looks first: seed %i',
  (seed) => {
    const { ids, labelOf, voxels } = randomSearch(seed + 1);
    for (const wider of [0, 1, 4, 30]) {
      const found = find(ids, labelOf, voxels, areaOf(voxels, wider));
      expect(found?.size).toBe(voxels.length);
      for (const v of voxels) expect([v, ...(found?.get(v) ?? [])]).toEqual([v, ...plainly(ids, labelOf, v)]);
    }
  },
);

test('what all lies within is not looked for elsewhere', () => {
  const { ids, labelOf, voxels } = randomSearch(3);
  const labelled = [...ids.keys()].filter((v) => labelOf[ids[v]] > 0);
  const area = areaOf(voxels, 0);
  const window: Extent = areaOf(labelled, 0).bounds.covered;
  const within = <B extends { covered: GrowingBox }>({ covered }: B) => {
    const looked = new GrowingBox();
    looked.add(window);
    return { covered, window: looked };
  };
  const narrow: Area = {
    ...area,
    bounds: within(area.bounds),
    slice: (z) => {
      const slice = area.slice(z);
      return slice && within(slice);
    },
  };
  const found = find(ids, labelOf, voxels, narrow, true);
  for (const v of voxels) expect(found?.get(v)).toEqual(plainly(ids, labelOf, v));
});

test('the whole grid has the cells that it has', () => {
  const { ids } = randomSearch(9);
  const labelOf = Int32Array.from({ length: 40 }, (_, id) => id);
  const all = [...ids.keys()];
  const cells = labelCells(ids, dims, spacingMm);
  const found = find(ids, labelOf, all, areaOf(all, 0));
  expect(all.map((v) => found?.get(v)?.[0])).toEqual([...cells]);
});

test('a slice in whose window nothing is labelled looks farther, though others need not', () => {
  const ids = new Int32Array(voxelCount(dims));
  ids[voxelIndex(dims, 1, 1, 0)] = 1;
  const voxels = [voxelIndex(dims, 1, 1, 0), voxelIndex(dims, 20, 12, 1)];
  const found = find(ids, Int32Array.from([0, 1]), voxels, areaOf(voxels, 1));
  expect(voxels.map((v) => found?.get(v)?.[0])).toEqual([1, 1]);
});

test('where nothing is labelled nothing is taken', () => {
  const ids = new Int32Array(voxelCount(dims)).fill(1);
  const voxels = [voxelIndex(dims, 3, 3, 3), voxelIndex(dims, 5, 3, 3)];
  expect(find(ids, Int32Array.from([0, 0]), voxels, areaOf(voxels, 1))).toBeNull();
});
