import fc from 'fast-check';
import { expect, test } from 'vitest';
import { InputError } from './errors';
import { createPatchSampler, type PatchSource } from './patches';
import type { PatchSettings } from './settings';
import { type Dims, voxelAt, voxelCount, voxelIndex } from './volume';

const plain: PatchSettings = { size: 8, batchSize: 1, foregroundShare: 0, flips: false };

/** A scan whose every voxel holds its own index + 1, with the given voxels as foreground. */
function indexScan(dims: Dims, foreground: readonly number[], settings: Partial<PatchSettings> = {}): PatchSource {
  const scan = Float32Array.from({ length: voxelCount(dims) }, (_, i) => i + 1);
  const ids = new Int32Array(voxelCount(dims));
  for (const index of foreground) ids[index] = index + 1;
  return { dims, spacingMm: [1, 1, 2], scan, ids, settings: { ...plain, ...settings }, seed: 3, levels: 2 };
}

test('a step gives the same batch in any order of asking, from a new sampler too', () => {
  const source = indexScan([20, 21, 22], [500, 4000], { batchSize: 2, foregroundShare: 0.5, flips: true });
  const first = createPatchSampler(source);
  const later = createPatchSampler(source);
  const batches = [1, 2, 3, 4].map(first.sample);
  expect([4, 1, 3].map(later.sample)).toEqual([batches[3], batches[0], batches[2]]);
  expect(batches[0]).not.toEqual(batches[1]);
  expect(createPatchSampler({ ...source, seed: 4 }).sample(1)).not.toEqual(batches[0]);
});

test('without flips a patch is the scan from its origin on, in the order z, y, x', () => {
  const dims: Dims = [12, 10, 9];
  const { scan, origins } = createPatchSampler(indexScan(dims, [])).sample(7);
  const [ox, oy, oz] = origins[0];
  for (const [x, y, z] of [
    [0, 0, 0],
    [7, 0, 0],
    [0, 5, 0],
    [3, 2, 1],
    [7, 7, 7],
  ]) {
    expect(scan[x + 8 * (y + 8 * z)]).toBe(1 + voxelIndex(dims, ox + x, oy + y, oz + z));
  }
});

test('patches round foreground make up their set share', () => {
  const dims: Dims = [64, 64, 64];
  const voxel = voxelIndex(dims, 30, 40, 20);
  const sampler = createPatchSampler(indexScan(dims, [voxel], { foregroundShare: 0.7, batchSize: 4 }));
  let hits = 0;
  for (let step = 1; step <= 250; step++) for (const id of sampler.sample(step).ids) hits += id === 0 ? 0 : 1;
  // 1000 patches: 700 expected, standard deviation 14.5; of the other 300 about one meets the voxel by chance.
  expect(Math.abs(hits - 700)).toBeLessThan(60);
});

test('the voxel that a patch is placed round lies anywhere in the middle half of it', () => {
  const dims: Dims = [64, 64, 64];
  const sampler = createPatchSampler(indexScan(dims, [voxelIndex(dims, 30, 40, 20)], { foregroundShare: 1 }));
  const places = Array.from({ length: 400 }, (_, step) => sampler.sample(step).ids.findIndex((id) => id !== 0));
  for (const place of places) for (const c of voxelAt([8, 8, 8], place)) expect(c >= 2 && c < 6).toBe(true);
  // Of 64 places, each missed in 400 draws with a chance of 0.2 %.
  expect(new Set(places).size).toBeGreaterThan(60);
});

test('blobs are met as often as their voxels are many', () => {
  const dims: Dims = [80, 16, 16];
  const large = Array.from({ length: 9 }, (_, i) => voxelIndex(dims, 8 + (i % 3), 8 + Math.floor(i / 3), 8));
  const small = voxelIndex(dims, 70, 8, 8);
  const sampler = createPatchSampler(indexScan(dims, [...large, small], { foregroundShare: 1 }));
  const onSmall = Array.from({ length: 1000 }, (_, step) => sampler.sample(step).ids.includes(small + 1));
  const share = onSmall.filter(Boolean).length / 1000;
  // Binomial(1000, 0.1): standard deviation 0.0095.
  expect(Math.abs(share - 0.1)).toBeLessThan(0.04);
});

test('flips turn scan and ids together, on each axis in half of the patches', () => {
  const dims: Dims = [8, 8, 8];
  const all = [...new Array<number>(512).keys()];
  const sampler = createPatchSampler(indexScan(dims, all, { flips: true }));
  const firsts = new Map<number, number>();
  for (let step = 0; step < 800; step++) {
    const { scan, ids } = sampler.sample(step);
    expect(scan.every((value, i) => value === ids[i])).toBe(true);
    firsts.set(scan[0], (firsts.get(scan[0]) ?? 0) + 1);
  }
  const corners = [0, 7].flatMap((x) => [0, 7].flatMap((y) => [0, 7].map((z) => 1 + voxelIndex(dims, x, y, z))));
  expect([...firsts.keys()].sort((a, b) => a - b)).toEqual(corners.sort((a, b) => a - b));
  for (const count of firsts.values()) expect(Math.abs(count - 100)).toBeLessThan(50);
});

test('a foreground voxel in the corner gives a patch that stays inside', () => {
  const dims: Dims = [16, 16, 16];
  const corners = [0, voxelCount(dims) - 1];
  const sampler = createPatchSampler(indexScan(dims, corners, { foregroundShare: 1 }));
  for (let step = 0; step < 40; step++) {
    const { origins, ids } = sampler.sample(step);
    expect([
      [0, 0, 0],
      [8, 8, 8],
    ]).toContainEqual(origins[0]);
    expect(ids.some((id) => id !== 0)).toBe(true);
  }
});

test('a scan thinner than the patch lies in its middle, padded with 0 and background', () => {
  const dims: Dims = [3, 20, 1];
  const source = indexScan(dims, [31], { foregroundShare: 1, flips: true });
  const scan = source.scan.map((value) => value - 100);
  const sampler = createPatchSampler({ ...source, scan });
  for (let step = 0; step < 20; step++) {
    const patch = sampler.sample(step);
    expect([patch.origins[0][0], patch.origins[0][2]]).toEqual([-2, -3]);
    const inside = [...patch.scan].filter((value) => value !== 0);
    expect(inside.length).toBe(24);
    expect([...patch.ids].filter((id) => id !== 0)).toEqual([32]);
    expect(patch.scan[patch.ids.indexOf(32)]).toBe(32 - 100);
  }
});

test('a scan without foreground still gives patches, all background', () => {
  const { ids, scan } = createPatchSampler(indexScan([10, 10, 10], [], { foregroundShare: 1 })).sample(1);
  expect(ids.every((id) => id === 0)).toBe(true);
  expect(scan.every((value) => value > 0)).toBe(true);
});

test('both far corners of the scan are met and nothing outside it, whatever the sizes', () => {
  const side = fc.integer({ min: 1, max: 9 });
  fc.assert(
    fc.property(side, side, side, (nx, ny, nz) => {
      const sampler = createPatchSampler(indexScan([nx, ny, nz], [], { flips: true, size: 4 }));
      const last = nx * ny * nz;
      const missing = new Set([1, last]);
      const least = Math.min(nx, ny, nz) < 4 ? 0 : 1;
      // At most 6^3 places, so 4000 draws miss a corner once in 10^8.
      for (let step = 0; step < 4000 && missing.size > 0; step++) {
        for (const value of sampler.sample(step).scan) {
          if (!(value >= least && value <= last)) throw new Error(`${value} is no voxel of the scan`);
          missing.delete(value);
        }
      }
      expect([...missing]).toEqual([]);
    }),
    { numRuns: 15 },
  );
});

test('a patch that the network cannot halve is refused with a size that it can', () => {
  const source = indexScan([8, 8, 8], [], { size: 18 });
  expect(() => createPatchSampler({ ...source, levels: 3 })).toThrow(InputError);
  expect(() => createPatchSampler({ ...source, levels: 3 })).toThrow('Choose 20');
  expect(createPatchSampler(source).sample(1).size).toBe(18);
});
