import { profile } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { InputError } from '../core/errors';
import { createRandom } from '../core/random';
import { defaultLoss, defaultTraining, type NetworkSettings, type PatchSettings } from '../core/settings';
import { openBackend } from './backends';
import { estimateMemory, type MemorySettings, refuseIfTooLarge } from './memory';
import { initialWeights } from './network';
import { parameterCountOf } from './network/layers';
import { nodeAssets } from './nodeAssets';
import { lossAndGradient } from './step';

const networks: readonly NetworkSettings[] = [
  { levels: 2, baseWidth: 8, upsampling: 'learned' },
  { levels: 3, baseWidth: 4, upsampling: 'nearest' },
];
const patch: PatchSettings = { size: 16, batchSize: 2, foregroundShare: 1, flips: false };

/** The most bytes in tensors during a step, as tfjs counts them. */
async function measureStep({ network, patch: { batchSize, size } }: MemorySettings): Promise<number> {
  const random = createRandom(1);
  const scan = Float32Array.from({ length: batchSize * size ** 3 }, random.normal);
  const ids = Int32Array.from(scan, (value) => (value > 1 ? 1 : 0));
  const settings = { network, loss: { ...defaultLoss, base: 'dice_bce' as const } };
  const { peakBytes } = await profile(async () => {
    await lossAndGradient(initialWeights(network, 1), { batchSize, size, scan, ids }, settings);
    return {};
  });
  return peakBytes;
}

describe.each(['wasm', 'cpu'] as const)('%s', (name) => {
  test.each(networks)(
    'the estimate is above what a step holds, and not twice as much: $levels levels',
    async (network) => {
      const backend = await openBackend(name, nodeAssets);
      const measured = await measureStep({ network, patch });
      const { totalBytes } = estimateMemory({ network, patch }, [1, 1, 1], name);
      expect(totalBytes).toBeGreaterThan(measured);
      expect(totalBytes).toBeLessThan(2 * measured);
      await backend.dispose();
    },
  );
});

test('the largest tensor of the default network is its joined features', () => {
  const { tensorBytes } = estimateMemory(defaultTraining, [64, 64, 64], 'wasm');
  expect(tensorBytes).toBe(4 * 16 * 32 ** 3);
});

test('the weights count: Adam holds them and two moments before and after a step, beside tensors, gradient and read', () => {
  const network: NetworkSettings = { levels: 3, baseWidth: 16, upsampling: 'learned' };
  const { totalBytes } = estimateMemory({ network, patch: { ...patch, size: 8, batchSize: 1 } }, [1, 1, 1], 'wasm');
  expect(totalBytes).toBeGreaterThan(9 * 4 * parameterCountOf(network));
});

test('the scan counts: a real one adds twenty bytes a voxel', () => {
  const small = estimateMemory(defaultTraining, [1, 1, 1], 'wasm').totalBytes;
  const large = estimateMemory(defaultTraining, [182, 218, 182], 'wasm').totalBytes;
  expect(large - small).toBe(20 * (182 * 218 * 182 - 1));
});

describe('a refusal', () => {
  const large: MemorySettings = {
    network: { levels: 3, baseWidth: 16, upsampling: 'learned' },
    patch: { ...patch, size: 64, batchSize: 2 },
  };
  const refuse = (totalBytes: number, tensorBytes = 2 ** 31) =>
    refuseIfTooLarge(large, [96, 96, 96], 'wasm', { totalBytes, tensorBytes });

  test('names the need, the limit, and the first smaller setting, which then fits', () => {
    const limits = { totalBytes: 700 * 2 ** 20, tensorBytes: 2 ** 31 };
    expect(() => refuse(limits.totalBytes)).toThrow(InputError);
    expect(() => refuse(limits.totalBytes)).toThrow(
      /64\^3 voxels, 2 at once, base width 16 needs about \d+ MiB; expected at most 700 MiB .*Choose patches of 64\^3 voxels, 1 at once/,
    );
    refuseIfTooLarge({ ...large, patch: { ...large.patch, batchSize: 1 } }, [96, 96, 96], 'wasm', limits);
  });

  test('goes on to smaller patches, then thinner networks, then smaller scans', () => {
    expect(() => refuse(200 * 2 ** 20)).toThrow(/Choose patches of 40\^3 voxels, 1 at once, base width 16/);
    expect(() => refuse(22 * 2 ** 20)).toThrow(/base width [48]\./);
    expect(() => refuse(2 ** 20)).toThrow(/Use a smaller scan/);
  });

  test('sees a device that cannot hold one tensor', () => {
    expect(() => refuse(2 ** 40, 32 * 2 ** 20)).toThrow(/in one piece; expected at most 32 MiB/);
  });

  test('is not made where all fits', () => {
    expect(() => refuse(2 ** 31)).not.toThrow();
  });
});
