import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Connectivity } from './case';
import { labelComponents } from './components';
import { CancelledError, noMonitor } from './errors';
import { type Dims, voxelAt, voxelCount, voxelIndex } from './volume';

const connectivities: readonly Connectivity[] = [6, 18, 26];

/** The obvious version: grow each component from its first voxel. */
function floodFill(mask: Uint8Array, dims: Dims, connectivity: Connectivity): { ids: Int32Array; count: number } {
  const ids = new Int32Array(mask.length);
  const steps = neighbourSteps(connectivity);
  let count = 0;
  for (let first = 0; first < mask.length; first++) {
    if (mask[first] === 0 || ids[first] !== 0) continue;
    ids[first] = ++count;
    const open = [first];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      const [x, y, z] = voxelAt(dims, at);
      for (const [dx, dy, dz] of steps) {
        const isInside = [x + dx, y + dy, z + dz].every((c, axis) => c >= 0 && c < dims[axis]);
        const to = voxelIndex(dims, x + dx, y + dy, z + dz);
        if (!isInside || mask[to] === 0 || ids[to] !== 0) continue;
        ids[to] = count;
        open.push(to);
      }
    }
  }
  return { ids, count };
}

function neighbourSteps(connectivity: Connectivity): [number, number, number][] {
  const farthest = { 6: 1, 18: 2, 26: 3 }[connectivity];
  const steps: [number, number, number][] = [];
  for (const dx of [-1, 0, 1]) {
    for (const dy of [-1, 0, 1]) {
      for (const dz of [-1, 0, 1]) {
        const distance = Math.abs(dx) + Math.abs(dy) + Math.abs(dz);
        if (distance > 0 && distance <= farthest) steps.push([dx, dy, dz]);
      }
    }
  }
  return steps;
}

const side = fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 9 }));
/** Masks of every density, many of them one voxel thick along some axis, with values other than 1 in the foreground. */
const anyMask = fc.tuple(side, side, side, fc.integer({ min: 1, max: 9 })).chain(([nx, ny, nz, tenths]) =>
  fc.record({
    dims: fc.constant<Dims>([nx, ny, nz]),
    mask: fc
      .array(fc.integer({ min: 0, max: 9 }), { minLength: nx * ny * nz, maxLength: nx * ny * nz })
      .map((values) => Uint8Array.from(values, (value) => (value < tenths ? value + 1 : 0))),
  }),
);

test.each(connectivities)('random masks are labelled as a flood fill labels them, %d neighbours', (connectivity) => {
  fc.assert(
    fc.property(anyMask, ({ dims, mask }) => {
      expect(labelComponents(mask, dims, connectivity)).toEqual(floodFill(mask, dims, connectivity));
    }),
    { numRuns: 400 },
  );
});

test.each([
  [6, 4],
  [18, 2],
  [26, 1],
] as const)(
  'with %d neighbours, voxels meeting at a face, an edge and a corner make %d components',
  (connectivity, count) => {
    const dims: Dims = [5, 5, 5];
    const mask = new Uint8Array(voxelCount(dims));
    const chain = [
      [0, 4, 0],
      [1, 4, 0],
      [2, 3, 0],
      [2, 2, 1],
      [3, 1, 2],
    ] as const;
    for (const [x, y, z] of chain) mask[voxelIndex(dims, x, y, z)] = 255;
    expect(labelComponents(mask, dims, connectivity).count).toBe(count);
  },
);

test('a row does not continue into the next one', () => {
  const dims: Dims = [3, 3, 1];
  const mask = Uint8Array.of(0, 0, 1, 0, 0, 0, 1, 0, 0);
  expect([...labelComponents(mask, dims, 26).ids]).toEqual([0, 0, 1, 0, 0, 0, 2, 0, 0]);
});

test('a comb is one component whose teeth are joined only at the end', () => {
  const dims: Dims = [5, 3, 1];
  const mask = Uint8Array.of(1, 0, 1, 0, 1, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1);
  const { ids, count } = labelComponents(mask, dims, 6);
  expect(count).toBe(1);
  expect([...ids]).toEqual([...mask]);
});

test.each(connectivities)('a full mask is one component and an empty one is none, %d neighbours', (connectivity) => {
  const dims: Dims = [7, 5, 3];
  const full = labelComponents(new Uint8Array(105).fill(3), dims, connectivity);
  expect(full.count).toBe(1);
  expect(full.ids.every((id) => id === 1)).toBe(true);
  const empty = labelComponents(new Uint8Array(105), dims, connectivity);
  expect(empty.count).toBe(0);
  expect(empty.ids.every((id) => id === 0)).toBe(true);
});

test('a mask that does not fit the grid is a fault', () => {
  expect(() => labelComponents(new Uint8Array(7), [2, 2, 2], 26)).toThrow('7 voxels');
});

test('progress rises to 1', () => {
  const fractions: number[] = [];
  labelComponents(new Uint8Array(1000).fill(1), [10, 10, 10], 26, {
    ...noMonitor,
    report: (fraction) => fractions.push(fraction),
  });
  expect(fractions.length).toBeGreaterThan(10);
  expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
  expect(fractions.at(-1)).toBe(1);
});

test('a cancelled labelling stops', () => {
  const cancelled = {
    ...noMonitor,
    throwIfCancelled: () => {
      throw new CancelledError();
    },
  };
  expect(() => labelComponents(new Uint8Array(8), [2, 2, 2], 26, cancelled)).toThrow(CancelledError);
});
