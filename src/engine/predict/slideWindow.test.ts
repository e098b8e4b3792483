import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CancelledError, noMonitor } from '../../core/errors';
import { createRandom } from '../../core/random';
import { type Dims, voxelCount } from '../../core/volume';
import { nextTask } from '../nextTask';
import { slideWindow } from './slideWindow';
import { tileAxis } from './tiles';

test('tiles cover an axis, stay inside it where it is long enough, overlap enough, and their weights add up to 1', () => {
  const axis = fc.record({ length: fc.integer({ min: 1, max: 200 }), half: fc.integer({ min: 2, max: 32 }) });
  fc.assert(
    fc.property(axis, fc.constantFrom(0, 0.25, 0.5, 0.9), ({ length, half }, overlap) => {
      const size = 2 * half;
      const { starts, weights } = tileAxis(length, size, overlap);
      const total = new Float64Array(length);
      starts.forEach((start, tile) => {
        weights[tile].forEach((weight, k) => {
          if (start + k >= 0 && start + k < length) total[start + k] += weight;
        });
      });
      if (length >= size) expect([starts[0], starts[starts.length - 1] + size]).toEqual([0, length]);
      else expect(starts).toEqual([0 - Math.floor((size - length) / 2)]);
      for (let i = 1; i < starts.length; i++)
        expect(starts[i] - starts[i - 1]).toBeLessThanOrEqual(Math.max(1, size * (1 - overlap)));
      for (let v = 0; v < length; v++) expect(total[v]).toBeCloseTo(1, 12);
    }),
  );
});

test('what every tile says alike is the result, to the last float32 bit or two, on a scan of odd sides', async () => {
  const dims: Dims = [21, 17, 30];
  const scan = Float32Array.from({ length: voxelCount(dims) }, (_, i) => i);
  const result = await slideWindow({ dims, scan, tileSize: 8, overlap: 0.5 }, noMonitor, async (tile) =>
    new Float32Array(tile.length).fill(0.3),
  );
  expect(result.length).toBe(voxelCount(dims));
  result.forEach((value) => {
    expect(Math.abs(value - 0.3)).toBeLessThan(3e-7);
  });
});

test('a function of the voxel alone comes back voxel by voxel: tiles are cut and put back at their place', async () => {
  const dims: Dims = [13, 5, 19];
  const random = createRandom(2);
  const scan = Float32Array.from({ length: voxelCount(dims) }, random.uniform);
  const result = await slideWindow({ dims, scan, tileSize: 8, overlap: 0.25 }, noMonitor, async (tile) =>
    tile.map((value) => 1 - value),
  );
  result.forEach((value, i) => {
    expect(Math.abs(value - (1 - scan[i]))).toBeLessThan(1e-6);
  });
});

test('a scan smaller than a tile lies in its middle, in a frame of 0', async () => {
  const scan = Float32Array.of(-5, 2, 3);
  const tiles: Float32Array[] = [];
  const result = await slideWindow({ dims: [1, 1, 3], scan, tileSize: 4, overlap: 0.5 }, noMonitor, async (tile) => {
    tiles.push(tile);
    return tile;
  });
  expect([...result]).toEqual([-5, 2, 3]);
  expect(tiles.length).toBe(1);
  const middle = (z: number) => 1 + 4 * (1 + 4 * z);
  expect([0, 1, 2].map((z) => tiles[0][middle(z)])).toEqual([-5, 2, 3]);
  expect(tiles[0].filter((value) => value === 0).length).toBe(61);
});

test('flat tiles are not asked about and count as 0', async () => {
  const dims: Dims = [32, 32, 8];
  const scan = new Float32Array(voxelCount(dims));
  scan[0] = 1;
  let asked = 0;
  const result = await slideWindow({ dims, scan, tileSize: 8, overlap: 0 }, noMonitor, async (tile) => {
    asked++;
    return tile.map(() => 1);
  });
  expect(asked).toBe(1);
  expect(result.filter((value) => value === 1).length).toBe(512);
});

test('progress rises to 1, and a cancel between tiles stops the work', async () => {
  const dims: Dims = [8, 8, 64];
  const scan = Float32Array.from({ length: voxelCount(dims) }, (_, i) => i);
  const input = { dims, scan, tileSize: 8, overlap: 0.5 };
  const fractions: number[] = [];
  const monitor = { report: (fraction: number) => fractions.push(fraction), throwIfCancelled: () => {} };
  await slideWindow(input, monitor, async (tile) => tile);
  expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
  expect(fractions[fractions.length - 1]).toBe(1);

  let tiles = 0;
  let isCancelled = false;
  setTimeout(() => {
    isCancelled = true;
  }, 0);
  const throwIfCancelled = () => {
    if (isCancelled) throw new CancelledError();
  };
  const long = slideWindow({ ...input, overlap: 0.98 }, { report: () => {}, throwIfCancelled }, async (tile) => {
    tiles++;
    const until = performance.now() + 3;
    while (performance.now() < until);
    return tile;
  });
  await expect(long).rejects.toThrow(CancelledError);
  expect(tiles).toBeLessThan(40);
});

/** Tiles of 8^3 in a row, each of which the returned function answers only when it is told to. */
function answersOnDemand() {
  const waiting: (() => void)[] = [];
  const input = {
    dims: [8, 8, 36] as const,
    scan: Float32Array.from({ length: 2304 }, (_, i) => i),
    tileSize: 8,
    overlap: 0.5,
  };
  const predict = (tile: Float32Array) => {
    const answer = tile.map((value) => Math.sin(value));
    return new Promise<Float32Array>((resolve) => waiting.push(() => resolve(answer)));
  };
  return { input, predict, waiting };
}

test('three tiles are under way at once, and it does not matter in which order they are answered', async () => {
  const { input, predict, waiting } = answersOnDemand();
  const wanted = await slideWindow(input, noMonitor, async (tile) => tile.map((value) => Math.sin(value)));
  const most: number[] = [];
  let isOver = false;
  const result = slideWindow(input, noMonitor, predict).finally(() => {
    isOver = true;
  });
  while (!isOver) {
    for (let task = 0; task < 8; task++) await nextTask();
    most.push(waiting.length);
    waiting.reverse();
    for (const answer of waiting.splice(0)) answer();
  }
  expect(most.slice(0, 3)).toEqual([3, 3, 2]);
  expect(await result).toEqual(wanted);
});

test('what ends the work, a cancel or a tile that fails, is heard when no tile is under way any more', async () => {
  const { input, predict, waiting } = answersOnDemand();
  let isCancelled = false;
  const throwIfCancelled = () => {
    if (isCancelled) throw new CancelledError();
  };
  const told: string[] = [];
  const cancelled = slideWindow(input, { report: () => {}, throwIfCancelled }, predict).catch((error) => {
    told.push(error.name);
  });
  isCancelled = true;
  for (let task = 0; task < 8; task++) await nextTask();
  expect([waiting.length, told.length]).toEqual([1, 0]);
  waiting[0]();
  await cancelled;
  expect(told).toEqual(['CancelledError']);

  let answered = 0;
  const failing = slideWindow(input, noMonitor, async (tile) => {
    if (tile[0] === 0) throw new Error('the first tile');
    await nextTask();
    answered++;
    return tile;
  });
  await expect(failing).rejects.toThrow('the first tile');
  expect(answered).toBe(2);
});
