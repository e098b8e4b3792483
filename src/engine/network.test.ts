import { beforeAll, describe, expect, test } from 'vitest';
import { createRandom } from '../core/random';
import { defaultLoss, type NetworkSettings } from '../core/settings';
import { openBackend } from './backends';
import { prepareSumsLoss } from './losses';
import { forward, initialWeights, weightTensors } from './network';
import { layersOf, parameterCountOf, parametersOf, sizeOf } from './network/layers';
import { nodeAssets } from './nodeAssets';
import { memory, tensor5d, tidy } from './ops';
import { lossAndGradient } from './step';
import type { Batch } from './step/backward';

const networks: readonly NetworkSettings[] = [
  { levels: 2, baseWidth: 4, upsampling: 'learned' },
  { levels: 3, baseWidth: 4, upsampling: 'nearest' },
];

beforeAll(() => openBackend('cpu', nodeAssets));

function randomBatch(seed: number, size: number, batchSize = 1): Batch {
  const random = createRandom(seed);
  const count = batchSize * size ** 3;
  const scan = Float32Array.from({ length: count }, random.normal);
  const ids = Int32Array.from(scan, (value) => (value > 1 ? 1 + random.integer(3) : 0));
  return { batchSize, size, scan, ids };
}

test('the default network has the layers and the number of weights that its plan says', () => {
  const network: NetworkSettings = { levels: 2, baseWidth: 8, upsampling: 'learned' };
  expect(layersOf(network).map(({ kind, from, to }) => `${kind} ${from}-${to}`)).toEqual([
    'conv 1-8',
    'conv 8-8',
    'down 8-16',
    'conv 16-16',
    'conv 16-16',
    'up 16-8',
    'join 8-16',
    'conv 16-8',
    'conv 8-8',
    'head 8-1',
  ]);
  const filters = 27 * (8 + 64 + 256 + 256 + 128 + 64) + 8 * 128 + 8 * 128 + 8;
  const gainsAndOffsets = 2 * (8 + 8 + 16 + 16 + 8 + 8);
  expect(parameterCountOf(network)).toBe(filters + gainsAndOffsets + 1);
});

test('first weights: the seed decides them; filters have the deviation asked for, gains are 1, offsets 0', () => {
  const network: NetworkSettings = { levels: 3, baseWidth: 16, upsampling: 'learned' };
  const weights = initialWeights(network, 7);
  const isSame = (seed: number) => initialWeights(network, seed).every((weight, i) => weight === weights[i]);
  expect([isSame(7), isSame(8)]).toEqual([true, false]);
  let from = 0;
  for (const parameter of parametersOf(network)) {
    const values = weights.subarray(from, from + sizeOf(parameter));
    from += values.length;
    if ('value' in parameter.start) expect(new Set(values)).toEqual(new Set([parameter.start.value]));
    else if (values.length > 4000) {
      const deviation = Math.sqrt(values.reduce((total, value) => total + value * value, 0) / values.length);
      expect(Math.abs(deviation / parameter.start.deviation - 1)).toBeLessThan(0.05);
    }
  }
  expect(from).toBe(weights.length);
});

describe.each(networks)('$levels levels, $upsampling up-sampling', (network) => {
  test('logits have the shape of the patch, begin near the head bias, and differ between voxels', async () => {
    const { scan } = randomBatch(1, 8, 2);
    const logits = tidy(() => {
      const weights = weightTensors(network, initialWeights(network, 1));
      return forward(network, weights, tensor5d(scan, [2, 8, 8, 8, 1]));
    });
    expect(logits.shape).toEqual([2, 8, 8, 8, 1]);
    const values = (await logits.data()) as Float32Array;
    logits.dispose();
    const mean = values.reduce((a, b) => a + b) / values.length;
    expect(Math.abs(mean + 2)).toBeLessThan(1.5);
    expect(new Set(values).size).toBeGreaterThan(500);
  });

  test('the gradient of every weight array is what the loss does when the array moves along it', async () => {
    const settings = { network, loss: { ...defaultLoss, base: 'dice_bce' as const } };
    const weights = initialWeights(network, 3);
    const batch = randomBatch(4, 8);
    const { gradient } = await lossAndGradient(weights, batch, settings);
    const geometry = { dims: [8, 8, 8], spacingMm: [1, 1, 1] } as const;
    const loss = prepareSumsLoss({ ids: batch.ids, batchSize: 1, geometry }, settings.loss);
    const totalAt = (moved: Float32Array) =>
      tidy(() => {
        const logits = forward(network, weightTensors(network, moved), tensor5d(batch.scan, [1, 8, 8, 8, 1]));
        return loss.run(logits).total.dataSync()[0];
      });
    let from = 0;
    for (const parameter of parametersOf(network)) {
      const to = from + sizeOf(parameter);
      const slope = Math.hypot(...gradient.subarray(from, to));
      expect(slope, parameter.name).toBeGreaterThan(1e-4);
      // Small, because leaky ReLUs turn kinks into error of the order of h; below it float32 takes over.
      const h = 3e-4;
      const [ahead, behind] = [weights.slice(), weights.slice()];
      for (let i = from; i < to; i++) {
        ahead[i] += (h * gradient[i]) / slope;
        behind[i] -= (h * gradient[i]) / slope;
      }
      const measured = (totalAt(ahead) - totalAt(behind)) / (2 * h);
      expect(Math.abs(measured - slope), `${parameter.name}: ${measured} against ${slope}`).toBeLessThan(
        0.03 * slope + 5e-4,
      );
      from = to;
    }
  });
});

test('elements of a batch do not see one another', async () => {
  const [network] = networks;
  const weights = initialWeights(network, 5);
  const both = randomBatch(6, 4, 2);
  const run = (scan: Float32Array, batch: number) =>
    tidy(() => forward(network, weightTensors(network, weights), tensor5d(scan, [batch, 4, 4, 4, 1]))).data();
  const together = await run(both.scan, 2);
  const second = await run(both.scan.slice(64), 1);
  second.forEach((value, i) => {
    expect(Math.abs(together[64 + i] - value)).toBeLessThan(1e-5);
  });
});

test('loss and gradient leave no tensor behind', async () => {
  const settings = { network: networks[0], loss: defaultLoss };
  const weights = initialWeights(networks[0], 1);
  const before = memory().numTensors;
  await lossAndGradient(weights, randomBatch(2, 4), settings);
  expect(memory().numTensors).toBe(before);
});

test('wasm gives the loss and the gradient that plain JavaScript gives', async () => {
  for (const network of networks) {
    const settings = { network, loss: { ...defaultLoss, base: 'dice_bce' as const } };
    const weights = initialWeights(network, 1);
    const batch = randomBatch(3, 8, 2);
    const cpu = await lossAndGradient(weights, batch, settings);
    const wasmBackend = await openBackend('wasm', nodeAssets);
    const wasm = await lossAndGradient(weights, batch, settings);
    await wasmBackend.dispose();
    await openBackend('cpu', nodeAssets);
    expect(wasm.terms.total).toBeCloseTo(cpu.terms.total, 5);
    expect(wasm.terms.blobIds).toEqual(cpu.terms.blobIds);
    const difference = wasm.gradient.map((slope, i) => slope - cpu.gradient[i]);
    expect(Math.hypot(...difference)).toBeLessThan(1e-4 * Math.hypot(...cpu.gradient));
  }
});
