import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compactInstances, describeBlobs, rankBlobs } from './blobs';
import { labelComponents } from './components';
import { type Affine, type Dims, type Grid, plainGrid, spacingOf, voxelAt, voxelCount, voxelToWorld } from './volume';

test('ids run by falling size, ties by the first voxel', () => {
  const ids = Int32Array.of(1, 0, 2, 2, 2, 0, 3, 3, 0, 4, 4, 0, 5);
  expect([...rankBlobs(ids, 5)]).toEqual([4, 0, 1, 1, 1, 0, 2, 2, 0, 3, 3, 0, 5]);
});

test('ranking happens in place', () => {
  const ids = Int32Array.of(1, 2, 2);
  expect(rankBlobs(ids, 2)).toBe(ids);
  expect([...ids]).toEqual([2, 1, 1]);
});

test('instances of any value become 1..count in the order of their first voxels', () => {
  const { ids, count } = compactInstances(Float32Array.of(0, 7.5, 7.5, -3, 0, 2000, 7.5, -3));
  expect([...ids]).toEqual([0, 1, 1, 2, 0, 3, 1, 2]);
  expect(count).toBe(3);
  expect(compactInstances(new Uint8Array(4))).toEqual({ ids: new Int32Array(4), count: 0 });
});

test('an L of three voxels and a single one, on a grid of 1 x 2 x 3 mm', () => {
  const grid: Grid = { dims: [4, 3, 2], spacingMm: [1, 2, 3], affine: [1, 0, 0, 10, 0, 2, 0, 20, 0, 0, 3, 30] };
  const ids = new Int32Array(24);
  ids[0] = 1;
  ids[1] = 1;
  ids[4] = 1;
  ids[23] = 2;
  const [corner, single] = describeBlobs(ids, grid);
  expect(corner.voxels).toBe(3);
  expect(corner.volumeMm3).toBe(18);
  expect(corner.equivalentDiameterMm).toBeCloseTo((108 / Math.PI) ** (1 / 3), 12);
  expect(corner.centreMm[0]).toBeCloseTo(10 + 1 / 3, 12);
  expect(corner.centreMm[1]).toBeCloseTo(20 + 2 / 3, 12);
  expect(corner.centreMm[2]).toBe(30);
  expect(corner.anchorVoxel).toEqual([0, 0, 0]);
  expect([corner.boxMin, corner.boxMax]).toEqual([
    [0, 0, 0],
    [1, 1, 0],
  ]);
  expect(corner.share).toBe(0.75);
  expect(single).toMatchObject({ id: 2, voxels: 1, anchorVoxel: [3, 2, 1], boxMin: [3, 2, 1], boxMax: [3, 2, 1] });
  expect(single.centreMm).toEqual([13, 24, 33]);
  expect(single.colour).not.toBe(corner.colour);
});

test('the anchor of a ring lies on the ring, not in its hole', () => {
  const grid = plainGrid([5, 5, 1]);
  const ids = new Int32Array(25);
  for (let i = 0; i < 25; i++) {
    const [x, y] = voxelAt(grid.dims, i);
    if (Math.max(Math.abs(x - 2), Math.abs(y - 2)) === 2) ids[i] = 1;
  }
  const [ring] = describeBlobs(ids, grid);
  expect(ring.centreMm).toEqual([0, 0, 0]);
  expect(ring.anchorVoxel).toEqual([2, 0, 0]);
});

test('the anchor is nearest in mm, not in voxels', () => {
  const grid = plainGrid([5, 5, 1], [1, 10, 1]);
  const ids = new Int32Array(25);
  // A plus without its middle: two steps along x are nearer than one along y.
  for (const index of [10, 14, 7, 17]) ids[index] = 1;
  expect(describeBlobs(ids, grid)[0].anchorVoxel).toEqual([0, 2, 0]);
});

test('no blobs, no descriptions; an id that no voxel has is a fault', () => {
  expect(describeBlobs(new Int32Array(8), plainGrid([2, 2, 2]))).toEqual([]);
  expect(() => describeBlobs(Int32Array.of(1, 0, 3, 0), plainGrid([4, 1, 1]))).toThrow('id 2');
});

const affine: Affine = [0, 2, 0.5, -7, -1.5, 0, 0, 3, 0, 0.2, 4, 11];
const anyIds = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 4 }))
  .chain(([nx, ny, nz]) =>
    fc
      .array(fc.integer({ min: 0, max: 5 }), { minLength: nx * ny * nz, maxLength: nx * ny * nz })
      .map((values) => ({ dims: [nx, ny, nz] as Dims, values: Uint8Array.from(values) })),
  );

test('on any instances and an oblique grid each blob is what its own voxels say', () => {
  fc.assert(
    fc.property(anyIds, ({ dims, values }) => {
      const { ids, count } = compactInstances(values);
      rankBlobs(ids, count);
      const blobs = describeBlobs(ids, { dims, affine, spacingMm: spacingOf(affine) });
      expect(blobs.length).toBe(count);
      blobs.forEach((blob, n) => {
        const own = [...ids.keys()].filter((i) => ids[i] === blob.id).map((i) => voxelAt(dims, i));
        const world = own.map((voxel) => voxelToWorld(affine, voxel));
        const centre = [0, 1, 2].map((r) => world.reduce((sum, point) => sum + point[r], 0) / own.length);
        const away = (p: readonly number[]) => Math.hypot(p[0] - centre[0], p[1] - centre[1], p[2] - centre[2]);
        expect(blob.voxels).toBe(own.length);
        expect(own).toContainEqual(blob.anchorVoxel);
        expect(away(voxelToWorld(affine, blob.anchorVoxel))).toBeCloseTo(Math.min(...world.map(away)), 9);
        for (const axis of [0, 1, 2]) {
          expect(blob.centreMm[axis]).toBeCloseTo(centre[axis], 9);
          expect(blob.boxMin[axis]).toBe(Math.min(...own.map((voxel) => voxel[axis])));
          expect(blob.boxMax[axis]).toBe(Math.max(...own.map((voxel) => voxel[axis])));
        }
        if (n > 0) expect(blob.voxels).toBeLessThanOrEqual(blobs[n - 1].voxels);
      });
    }),
    { numRuns: 150 },
  );
});

test('labelled, ranked and described, every foreground voxel belongs to one blob', () => {
  const dims: Dims = [20, 20, 20];
  const mask = Uint8Array.from({ length: voxelCount(dims) }, (_, i) => ((i * 2654435761) % 97 < 12 ? 1 : 0));
  const { ids, count } = labelComponents(mask, dims, 6);
  const blobs = describeBlobs(rankBlobs(ids, count), plainGrid(dims));
  expect(blobs.length).toBeGreaterThan(20);
  expect(blobs.reduce((total, blob) => total + blob.voxels, 0)).toBe(mask.reduce((total, value) => total + value, 0));
  expect(blobs.reduce((total, blob) => total + blob.share, 0)).toBeCloseTo(1, 12);
});
