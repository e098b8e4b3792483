import fc from 'fast-check';
import { expect, test } from 'vitest';
import { squaredDistancesMm2 } from './distance';
import { type Dims, type Triple, voxelAt } from './volume';

/** The obvious version: compares each voxel with each foreground voxel. */
function bruteForce(mask: Uint8Array, dims: Dims, spacing: Triple): number[] {
  const sites = [...mask.keys()].filter((i) => mask[i] !== 0).map((i) => voxelAt(dims, i));
  return [...mask.keys()].map((i) => {
    const at = voxelAt(dims, i);
    const square = (site: Triple) => spacing.reduce((sum, mm, axis) => sum + (mm * (at[axis] - site[axis])) ** 2, 0);
    return Math.min(...sites.map(square));
  });
}

const side = fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 9 }));
const anyMask = fc.tuple(side, side, side, fc.integer({ min: 0, max: 60 })).chain(([nx, ny, nz, percent]) =>
  fc.record({
    dims: fc.constant<Dims>([nx, ny, nz]),
    mask: fc
      .array(fc.integer({ min: 1, max: 100 }), { minLength: nx * ny * nz, maxLength: nx * ny * nz })
      .map((draws) => Uint8Array.from(draws, (draw) => (draw <= percent ? draw : 0))),
  }),
);

test('with voxels of 1 mm the squared distances are the whole numbers of comparing all pairs', () => {
  fc.assert(
    fc.property(anyMask, ({ dims, mask }) => {
      expect([...squaredDistancesMm2(mask, dims, [1, 1, 1])]).toEqual(bruteForce(mask, dims, [1, 1, 1]));
    }),
    { numRuns: 300 },
  );
});

test('with any spacing they are those of comparing all pairs, to 1 part in 10^7', () => {
  const mm = fc.double({ min: 0.05, max: 8, noNaN: true });
  fc.assert(
    fc.property(anyMask, fc.tuple(mm, mm, mm), ({ dims, mask }, spacing) => {
      const expected = bruteForce(mask, dims, spacing);
      squaredDistancesMm2(mask, dims, spacing).forEach((square, i) => {
        if (Number.isFinite(expected[i]))
          expect(Math.abs(square - expected[i])).toBeLessThanOrEqual(1e-7 * expected[i]);
        else expect(square).toBe(expected[i]);
      });
    }),
    { numRuns: 300 },
  );
});

test('a full mask is 0 everywhere, an empty one Infinity', () => {
  expect(squaredDistancesMm2(new Uint8Array(24).fill(9), [2, 3, 4], [1, 2, 3]).every((d) => d === 0)).toBe(true);
  const empty = squaredDistancesMm2(new Uint8Array(24), [2, 3, 4], [1, 2, 3]);
  expect(empty.every((d) => d === Number.POSITIVE_INFINITY)).toBe(true);
});

test('along one axis the root is a whole number of spacings', () => {
  const mask = Uint8Array.of(1, 0, 0, 0, 0);
  const roots = (dims: Dims, spacing: Triple) => [...squaredDistancesMm2(mask, dims, spacing)].map(Math.sqrt);
  expect(roots([5, 1, 1], [0.7, 1, 1])).toEqual([0, 1, 2, 3, 4].map((k) => k * 0.7));
  expect(roots([1, 1, 5], [1, 1, 2.5])).toEqual([0, 2.5, 5, 7.5, 10]);
});

test('a mask that does not fit the grid is a fault', () => {
  expect(() => squaredDistancesMm2(new Uint8Array(7), [2, 2, 2], [1, 1, 1])).toThrow('7');
});
