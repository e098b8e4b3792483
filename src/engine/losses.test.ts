import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { evaluateLoss } from '../core/losses/blobLoss';
import { lossFamily } from '../core/losses/lossFamily';
import { createRandom } from '../core/random';
import { defaultLoss, type LossSettings } from '../core/settings';
import { openBackend } from './backends';
import type { RunningBackend } from './backends/running';
import { evaluateLossOnTensors } from './losses';
import { planLoss } from './losses/plan';
import { expectSameLoss } from './losses/testSameLoss';
import { nodeAssets } from './nodeAssets';
import { memory } from './ops';

/** Random logits and ids of a batch: `blobs` ids per element on about a third of the voxels. */
function randomCase(seed: number, shape: readonly [number, number, number, number], blobs: readonly number[]) {
  const random = createRandom(seed);
  const perElement = shape[1] * shape[2] * shape[3];
  const logits = Float32Array.from({ length: shape[0] * perElement }, () => 3 * random.normal());
  const ids = Int32Array.from({ length: logits.length }, (_, v) => {
    const count = blobs[Math.floor(v / perElement)];
    return count > 0 && random.uniform() < 0.3 ? 5 + 3 * random.integer(count) : 0;
  });
  const geometry = { dims: [shape[3], shape[2], shape[1]], spacingMm: [1, 0.7, 2.5] } as const;
  return { logits, ids, shape, geometry };
}

/** Of the saturated case. */
const cubic = { dims: [4, 4, 4], spacingMm: [1, 1, 1] } as const;

const cases = {
  'one element with four blobs': randomCase(1, [1, 4, 5, 6], [4]),
  'two elements, one without blobs': randomCase(2, [2, 3, 4, 4], [3, 0]),
  'two elements that share blobs, unequal counts': randomCase(3, [2, 4, 4, 4], [1, 6]),
  'no blob at all': randomCase(4, [1, 4, 4, 4], [0]),
  'forty blobs': randomCase(5, [1, 6, 6, 6], [40]),
};

describe.each(['cpu', 'wasm'] as const)('on %s', (name) => {
  let backend: RunningBackend;
  beforeAll(async () => {
    backend = await openBackend(name, nodeAssets);
  });
  afterAll(() => backend.dispose());

  describe.each(lossFamily)('$scheme over $base, masking $masking', (choice) => {
    const settings: LossSettings = { ...defaultLoss, ...choice, alpha: 1.5, beta: 0.7 };

    test.each(Object.entries(cases))('values and gradient are those of the plain numbers: %s', async (_, input) => {
      const { logits, ids, shape, geometry } = input;
      const { terms, gradient } = await evaluateLossOnTensors(logits, ids, shape, settings, geometry);
      expectSameLoss(terms, gradient, evaluateLoss(logits, ids, shape[0], settings, geometry));
    });

    test('saturated logits give finite values and gradients, those of the plain numbers', async () => {
      const logits = Float32Array.from({ length: 64 }, (_, v) => [-1000, -90, -30, 30, 90, 1000][v % 6]);
      const ids = Int32Array.from({ length: 64 }, (_, v) => (v % 4 === 0 ? 1 + (v % 3) : 0));
      const { terms, gradient } = await evaluateLossOnTensors(logits, ids, [1, 4, 4, 4], settings);
      expect([terms.total, terms.global, terms.blob, ...terms.blobTerms, ...gradient].every(Number.isFinite)).toBe(
        true,
      );
      expectSameLoss(terms, gradient, evaluateLoss(logits, ids, 1, settings, cubic));
    });
  });

  test.each([
    { base: 'top_k', topKPercent: 20 },
    { base: 'focal_tversky', focalTverskyGamma: 0.5 },
    { scheme: 'bicc', base: 'focal' },
    { scheme: 'component_adaptive', base: 'jaccard' },
  ] as const)('%j with beta 0, whether or not the scheme knows the base, is the global term', async (choice) => {
    const settings: LossSettings = { ...defaultLoss, ...choice, beta: 0 };
    const { logits, ids, shape, geometry } = cases['two elements that share blobs, unequal counts'];
    const { terms, gradient } = await evaluateLossOnTensors(logits, ids, shape, settings, geometry);
    expectSameLoss(terms, gradient, evaluateLoss(logits, ids, shape[0], settings, geometry));
  });

  test('an empty patch with nothing predicted and no smoothing costs nothing', async () => {
    const logits = new Float32Array(8).fill(-1000);
    const settings: LossSettings = { ...defaultLoss, smooth: 0 };
    const { terms, gradient } = await evaluateLossOnTensors(logits, new Int32Array(8), [1, 2, 2, 2], settings);
    expect(terms).toMatchObject({ global: 0, blob: 0, total: 0, blobIds: [] });
    expect([...gradient].every((slope) => slope === 0)).toBe(true);
  });

  test('an evaluation leaves no tensor behind', async () => {
    const { logits, ids, shape } = cases['forty blobs'];
    const before = memory().numTensors;
    await evaluateLossOnTensors(logits, ids, shape, defaultLoss);
    expect(memory().numTensors).toBe(before);
  });
});

test('the rows of the plan count every voxel once, and their number is a power of two', () => {
  const ids = Int32Array.from([0, 7, 7, 2, /**/ 0, 0, 7, 0]);
  const plan = planLoss(ids, 2);
  expect([...plan.regions]).toEqual([0, 3, 3, 2, 1, 1, 4, 1]);
  expect(plan.blobs).toEqual([
    { id: 2, element: 0, voxels: 1 },
    { id: 7, element: 0, voxels: 2 },
    { id: 7, element: 1, voxels: 1 },
  ]);
  expect(plan.foreground).toEqual([3, 1]);
  expect(plan.regionCount).toBe(16);
  expect(
    planLoss(
      Int32Array.from({ length: 17 }, (_, v) => v),
      1,
    ).regionCount,
  ).toBe(32);
});
