import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { evaluateLoss } from '../../core/losses/blobLoss';
import { lossFamily } from '../../core/losses/lossFamily';
import { createRandom } from '../../core/random';
import type { LossSettings } from '../../core/settings';
import { openBackend } from '../backends';
import type { RunningBackend } from '../backends/running';
import { evaluateLossOnTensors } from '../losses';
import { nodeAssets } from '../nodeAssets';
import { expectSameLoss } from './testSameLoss';

// Two elements of 3 x 6 x 7 voxels.
const shape = [2, 3, 6, 7] as const;
const perElement = 126;
const geometry = { dims: [7, 6, 3], spacingMm: [1, 0.7, 2.5] } as const;

type Random = ReturnType<typeof createRandom>;

const masks: Readonly<Record<string, (random: Random, voxel: number) => number>> = {
  'five blobs and no background': (random) => 1 + random.integer(5),
  'blobs of one voxel': (_, voxel) => (voxel % 53 === 7 ? voxel : 0),
  'an empty element before another': (random, voxel) => (voxel >= perElement && random.uniform() < 0.2 ? 3 : 0),
  'one voxel of background': (_, voxel) => (voxel % perElement === 0 ? 0 : 4),
};

const predictions: Readonly<Record<string, (random: Random, voxel: number, id: number) => number>> = {
  'nothing, softly': (random) => -13 + 0.3 * random.normal(),
  'right, softly': (random, _, id) => (id > 0 ? 14 : -14) + random.normal(),
  wrong: (_, __, id) => (id > 0 ? -100 : 100),
  'anything, wildly': (random) => 40 * random.normal(),
};

const ends: readonly Partial<LossSettings>[] = [
  { smooth: 1e-10, tverskyFn: 0, tverskyFp: 1, focalGamma: 0, focalTverskyGamma: 0.3, aslBeta: 1, backgroundWeight: 0 },
  { smooth: 1, tverskyFn: 1, tverskyFp: 0, focalGamma: 5, focalTverskyGamma: 3, aslBeta: 5, backgroundWeight: 1 },
  { smooth: 1e-5, tverskyFn: 0.05, tverskyFp: 0.3, focalGamma: 0.5 },
];

describe.each(['cpu', 'wasm'] as const)('on %s', (name) => {
  let backend: RunningBackend;
  beforeAll(async () => {
    backend = await openBackend(name, nodeAssets);
  });
  afterAll(() => backend.dispose());

  // At the ends of what can be set, on predictions that are as sure as a network ever is.
  test.each(lossFamily)('$scheme over $base, masking $masking: as in plain numbers', async (choice) => {
    for (const end of ends)
      for (const [mask, idOf] of Object.entries(masks))
        for (const [prediction, logitOf] of Object.entries(predictions)) {
          const random = createRandom(7);
          const ids = Int32Array.from({ length: 2 * perElement }, (_, v) => idOf(random, v));
          const logits = Float32Array.from(ids, (id, v) => logitOf(random, v, id));
          const settings: LossSettings = { ...choice, alpha: 1.5, beta: 0.7, ...end };
          const { terms, gradient } = await evaluateLossOnTensors(logits, ids, shape, settings, geometry);
          try {
            expectSameLoss(terms, gradient, evaluateLoss(logits, ids, 2, settings, geometry));
          } catch (error) {
            expect.fail(
              `${mask}, ${prediction}, ${JSON.stringify(end)}: ${error instanceof Error ? error.message : error}`,
            );
          }
        }
  });
});
