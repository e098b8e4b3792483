import { beforeAll, expect, test } from 'vitest';
import { CancelledError, noMonitor } from '../../core/errors';
import { createRandom } from '../../core/random';
import { type Dims, voxelCount } from '../../core/volume';
import { nextTask } from '../nextTask';
import type { RowHelper } from './rowHelpers';
import { slideRow } from './slideRow';
import { slideWindow } from './slideWindow';

const dims: Dims = [19, 22, 26];
const tileSize = 8;
const overlap = 0.5;
const random = createRandom(5);
const scan = Float32Array.from({ length: voxelCount(dims) }, random.normal);
const input = { dims, scan, tileSize, overlap };
/** Not linear, and not of the voxel alone, as a network is not. */
const predict = async (tile: Float32Array) => tile.map((value, i) => Math.sin(value + tile[0] + i));

let alone: Float32Array;
beforeAll(async () => {
  alone = await slideWindow(input, noMonitor, predict);
});

/** Rows as a worker predicts them; `asked` are counted, and each takes so many tasks. */
function helper(tasks: () => number = () => 1) {
  const counts = { asked: 0, underWay: 0, mostUnderWay: 0 };
  const ask: RowHelper = async (voxels) => {
    counts.asked++;
    counts.mostUnderWay = Math.max(counts.mostUnderWay, ++counts.underWay);
    for (let task = tasks(); task > 0; task--) await nextTask();
    const answer = await slideRow({ voxels, tileSize, overlap }, () => {}, predict);
    counts.underWay--;
    return answer;
  };
  return { ask, counts };
}

test.each([1, 2, 3])('with %i helpers, quick and slow, the result is the same bit for bit', async (count) => {
  const luck = createRandom(count);
  const helpers = Array.from({ length: count }, () => helper(() => Math.floor(30 * luck.uniform())));
  const result = await slideWindow(
    input,
    noMonitor,
    predict,
    helpers.map(({ ask }) => ask),
  );
  expect(result).toEqual(alone);
  for (const { counts } of helpers) {
    expect(counts.asked).toBeGreaterThan(2);
    expect(counts.mostUnderWay).toBeLessThanOrEqual(2);
  }
});

test('what a helper leaves behind, by dying or by falling silent, is done here', async () => {
  let asked = 0;
  const dying: RowHelper = async () => {
    asked++;
    throw new Error('the worker stopped');
  };
  const silent: RowHelper = () => new Promise(() => {});
  expect(await slideWindow(input, noMonitor, predict, [dying, silent, helper().ask])).toEqual(alone);
  expect(asked).toBe(1);
});

test('rows are cut only a little ahead of the one that is added next, so that memory does not grow with the scan', async () => {
  let cutAhead = 0;
  let cutNow = 0;
  const silent: RowHelper = () => {
    cutNow++;
    cutAhead = Math.max(cutAhead, cutNow);
    return new Promise(() => {});
  };
  await slideWindow(input, noMonitor, predict, [silent, silent]);
  expect(cutAhead).toBe(2);
});

test('progress never goes back and ends at 1, whoever does the tiles', async () => {
  const fractions: number[] = [];
  const monitor = { report: (fraction: number) => fractions.push(fraction), throwIfCancelled: () => {} };
  await slideWindow(input, monitor, predict, [helper(() => 7).ask, helper(() => 40).ask]);
  expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
  expect(fractions[fractions.length - 1]).toBe(1);
});

test('a cancel reaches helpers, is not held up by them, and nothing is asked after it', async () => {
  const signals: AbortSignal[] = [];
  const silent: RowHelper = (_, signal) => {
    signals.push(signal);
    return new Promise(() => {});
  };
  let tiles = 0;
  const throwIfCancelled = () => {
    if (++tiles === 5) throw new CancelledError();
  };
  const cancelled = slideWindow(input, { report: () => {}, throwIfCancelled }, predict, [silent, helper().ask]);
  await expect(cancelled).rejects.toThrow(CancelledError);
  const asked = signals.length;
  expect(signals.every(({ aborted }) => aborted)).toBe(true);
  for (let task = 0; task < 20; task++) await nextTask();
  expect(signals.length).toBe(asked);
});
