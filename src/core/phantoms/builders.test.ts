import fc from 'fast-check';
import { expect, test } from 'vitest';
import { labelComponents } from '../components';
import { createRandom } from '../random';
import { blurInto } from './gaussian';
import { createRoom, growBlob, occupy } from './grow';
import { addNoise, smoothNoise } from './noise';
import { drawVolumes, fitVolumes, paintInstances, placeBlobs } from './place';
import { blobLevel, ovalLevel } from './shapes';
import { tubeDistance } from './tubes';

function momentsOf(values: ArrayLike<number>): { mean: number; sd: number } {
  const list = Array.from(values);
  const mean = list.reduce((sum, value) => sum + value, 0) / list.length;
  return { mean, sd: Math.sqrt(list.reduce((sum, value) => sum + (value - mean) ** 2, 0) / list.length) };
}

test('a blurred point is a Gaussian of the same sum', () => {
  const size = 21;
  const cube = new Float32Array(size ** 3);
  const middle = 10 + size * (10 + size * 10);
  cube[middle] = 1;
  blurInto(cube, size, 1.5);
  expect(cube.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 4);
  for (const stride of [1, size, size * size]) {
    // exp(-k^2 / (2 * 1.5^2)) at k = 2
    expect(cube[middle + 2 * stride] / cube[middle]).toBeCloseTo(Math.exp(-2 / 2.25), 4);
  }
});

test('a constant cube stays as it is when blurred, up to its faces', () => {
  const cube = blurInto(new Float32Array(512).fill(3), 8, 2);
  for (const value of cube) expect(value).toBeCloseTo(3, 5);
});

test('smooth noise has mean 0, deviation 1 and bumps of its scale', () => {
  const size = 64;
  const cube = smoothNoise(size, 4, createRandom(1));
  const { mean, sd } = momentsOf(cube);
  expect(Math.abs(mean)).toBeLessThan(0.06);
  expect(sd).toBeGreaterThan(0.9);
  expect(sd).toBeLessThan(1.1);
  const correlation = (lag: number) => {
    let sum = 0;
    for (let i = 0; i < cube.length; i++) if (i % size < size - lag) sum += cube[i] * cube[i + lag];
    return sum / (cube.length * (1 - lag / size));
  };
  expect(correlation(1)).toBeGreaterThan(0.85);
  expect(Math.abs(correlation(20))).toBeLessThan(0.1);
});

test('added noise has the asked deviation, and none changes nothing', () => {
  const cube = new Float32Array(40_000);
  addNoise(cube, 3, createRandom(1));
  expect(momentsOf(cube).sd).toBeCloseTo(3, 1);
  const calm = new Float32Array(10);
  addNoise(calm, 0, createRandom(1));
  expect(calm.every((value) => value === 0)).toBe(true);
});

test('the distance to a tube counts from its wall, with the radius of the nearest place', () => {
  const tube = [
    { at: [0, 0, 0], radius: 1 },
    { at: [10, 0, 0], radius: 3 },
  ] as const;
  expect(tubeDistance(tube, 0, 5, 0)).toBeCloseTo(4, 12);
  expect(tubeDistance(tube, 5, 0, 0)).toBeCloseTo(-2, 12);
  expect(tubeDistance(tube, 14, 0, 3)).toBeCloseTo(2, 12);
});

test('an oval holds about its volume within level 1, whatever its proportions', () => {
  const random = createRandom(5);
  for (const ratioSpread of [0, 0.3]) {
    const level = ovalLevel({ centre: [20.3, 19.8, 20], voxels: 3000, ratioSpread, bumpiness: 0 }, random);
    let inside = 0;
    for (let z = 0; z < 41; z++) {
      for (let y = 0; y < 41; y++) for (let x = 0; x < 41; x++) inside += level(x, y, z) < 1 ? 1 : 0;
    }
    expect(Math.abs(inside - 3000)).toBeLessThan(90);
  }
});

test('the first half axis points along the first direction', () => {
  const axes = [
    [0, 0, 1],
    [1, 0, 0],
    [0, 1, 0],
  ] as const;
  const shape = { centre: [0, 0, 0], voxels: (4 / 3) * Math.PI * 2, ratios: [2, 1, 1], axes, bumpiness: 0 } as const;
  const level = blobLevel(shape, createRandom(1));
  expect(level(0, 0, 2)).toBeCloseTo(1, 12);
  expect(level(1, 0, 0)).toBeCloseTo(1, 12);
});

const distance = (x: number, y: number, z: number) => Math.hypot(x - 4, y - 4, z - 4);

test('a blob grows by its level: 27 voxels by the largest of three distances are a cube', () => {
  const room = createRoom(9, () => true);
  const level = (x: number, y: number, z: number) => Math.max(Math.abs(x - 4), Math.abs(y - 4), Math.abs(z - 4));
  const { indices, reach } = growBlob(room, [4, 4, 4], 27, level);
  expect(reach).toBe(1);
  expect(indices.length).toBe(27);
  for (const index of indices)
    expect(level(index % 9, Math.floor(index / 9) % 9, Math.floor(index / 81))).toBeLessThan(2);
});

test('a blob flows round what is not free and stays in one piece', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 99_999 }), fc.integer({ min: 1, max: 200 }), (seed, voxels) => {
      const random = createRandom(seed);
      const room = createRoom(9, (i) => i === 364 || random.uniform() < 0.7);
      const { indices } = growBlob(room, [4, 4, 4], voxels, distance);
      const mask = new Uint8Array(729);
      for (const index of indices) mask[index] = 1;
      expect(labelComponents(mask, [9, 9, 9], 6).count).toBe(1);
      expect(indices.every((index) => room.free[index] === 1)).toBe(true);
      expect(indices.length).toBeLessThanOrEqual(voxels);
    }),
    { numRuns: 40 },
  );
});

test('where there is no room nothing grows', () => {
  expect(
    growBlob(
      createRoom(9, () => false),
      [4, 4, 4],
      5,
      distance,
    ).indices,
  ).toEqual([]);
});

test('an occupied voxel takes its neighbourhood out of the room, cut at the faces', () => {
  const room = createRoom(9, () => true);
  occupy(room, [364], 1);
  expect(room.free.filter((value) => value === 0).length).toBe(27);
  occupy(room, [0], 2);
  expect(room.free.filter((value) => value === 0).length).toBe(54);
});

test('volumes follow the log-normal law with the mean that was asked for, largest first', () => {
  const law = { count: 20_000, meanVoxels: 300, spread: 0.8, minVoxels: 1, maxVoxels: 1e6 };
  const volumes = drawVolumes(law, createRandom(1));
  const logs = momentsOf(volumes.map(Math.log));
  expect(logs.sd).toBeCloseTo(0.8, 1);
  expect(logs.mean).toBeCloseTo(Math.log(300) - 0.32, 1);
  expect(Math.abs(momentsOf(volumes).mean - 300)).toBeLessThan(10);
  expect(volumes).toEqual([...volumes].sort((a, b) => b - a));
});

test('the law is cut at its ends, and without spread all volumes are equal', () => {
  const cut = drawVolumes({ count: 500, meanVoxels: 20, spread: 2, minVoxels: 4, maxVoxels: 50 }, createRandom(1));
  expect(Math.min(...cut)).toBeGreaterThanOrEqual(4);
  expect(Math.max(...cut)).toBeLessThanOrEqual(50);
  expect(new Set(cut).size).toBeGreaterThan(20);
  const equal = drawVolumes({ count: 9, meanVoxels: 20, spread: 0, minVoxels: 4, maxVoxels: 50 }, createRandom(1));
  expect(new Set(equal)).toEqual(new Set([20]));
  const tooSmall = { count: 3, meanVoxels: 1, spread: 0, minVoxels: 4, maxVoxels: 50 };
  expect(drawVolumes(tooSmall, createRandom(1))).toEqual([4, 4, 4]);
});

test('volumes beyond the capacity shrink together, small ones stay', () => {
  expect(fitVolumes([600, 300, 100, 3], 500, 5)).toEqual([299, 150, 50, 3]);
  expect(fitVolumes([10, 5], 500, 5)).toEqual([10, 5]);
  expect(fitVolumes([], 500, 5)).toEqual([]);
});

test('placed blobs have their volumes and keep their gap; what has no room is left out', () => {
  const size = 24;
  const random = createRandom(3);
  const place = (volumes: readonly number[]) =>
    placeBlobs({
      room: createRoom(size, () => true),
      volumes,
      gap: 1,
      squeeze: 1.2,
      levelAt: (centre, voxels) => ovalLevel({ centre, voxels, ratioSpread: 0.1, bumpiness: 0.1 }, random),
      seed: () => random.integer(size ** 3),
      random,
    });
  const blobs = place([400, 100, 30, 30, 5]);
  expect(blobs.map(({ indices }) => indices.length)).toEqual([400, 100, 30, 30, 5]);
  const mask = Uint8Array.from(paintInstances(blobs, size), (id) => (id > 0 ? 1 : 0));
  expect(labelComponents(mask, [size, size, size], 26).count).toBe(5);
  expect(place(new Array<number>(2000).fill(20)).length).toBeLessThan(1000);
});
