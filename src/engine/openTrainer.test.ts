import { beforeAll, expect, test } from 'vitest';
import { InputError } from '../core/errors';
import { lossFamily, topKLoss } from '../core/losses/lossFamily';
import { defaultTraining, type TrainSettings } from '../core/settings';
import { startWasm } from './backends/wasm';
import { initialWeights } from './network';
import { nodeAssets } from './nodeAssets';
import { openTrainer } from './openTrainer';
import { memory } from './ops';
import { startAdam } from './optimiser';
import { trainStep } from './step';
import type { Batch } from './step/backward';

// The trainer with weights on the device is tested in a browser (e2e/trainer.browser.spec.ts).
beforeAll(async () => {
  await startWasm(nodeAssets);
});

const settings: TrainSettings = {
  ...defaultTraining,
  network: { levels: 2, baseWidth: 4, upsampling: 'learned' },
  learningRate: 0.02,
  warmupSteps: 0,
};

function batchOf(step: number): Batch {
  const scan = Float32Array.from({ length: 512 }, (_, i) => Math.sin(i * i + step));
  const ids = Int32Array.from(scan, (value, i) => (value > 0.7 ? 1 + (i >> 8) : 0));
  return { batchSize: 1, size: 8, scan, ids };
}

const brokenBatch: Batch = { ...batchOf(1), scan: new Float32Array(512).fill(Number.NaN) };

test('a trainer in plain memory does the steps of trainStep, in the order in which they were begun', async () => {
  const start = startAdam(initialWeights(settings.network, 1));
  const trainer = openTrainer(start, settings.network);
  expect([trainer.inFlight, trainer.step]).toEqual([1, 0]);
  const begun = [1, 2].map((step) => trainer.begin(batchOf(step), settings));
  expect(trainer.step).toBe(2);
  const records = await Promise.all(begun);
  let state = start;
  for (const step of [1, 2]) state = (await trainStep(state, batchOf(step), settings)).state;
  expect(records.map(({ step }) => step)).toEqual([1, 2]);
  expect(await trainer.state()).toEqual(state);
  const before = memory().numTensors;
  const lent = await trainer.withWeights(async (weights) => weights.flatMap((weight) => [...weight.dataSync()]));
  expect(Float32Array.from(lent)).toEqual(state.weights);
  expect(memory().numTensors).toBe(before);
  await trainer.dispose();
});

test.each([...lossFamily, topKLoss])(
  'twelve steps lower the loss: $scheme over $base, masking $masking',
  async (loss) => {
    const trainer = openTrainer(startAdam(initialWeights(settings.network, 1)), settings.network);
    const losses: number[] = [];
    for (let step = 1; step <= 12; step++) {
      const record = await trainer.begin(batchOf(1), { ...settings, loss });
      losses.push(record.total);
      expect([record.global, record.blob, ...record.blobTerms].every(Number.isFinite)).toBe(true);
    }
    expect(losses[11]).toBeLessThan(0.97 * losses[0]);
    expect((await trainer.state()).weights.every(Number.isFinite)).toBe(true);
    await trainer.dispose();
  },
);

test('a step that fails does not count, and leaves the state as it was', async () => {
  const start = startAdam(initialWeights(settings.network, 1));
  const trainer = openTrainer(start, settings.network);
  await expect(trainer.begin(brokenBatch, settings)).rejects.toBeInstanceOf(InputError);
  expect([trainer.step, await trainer.state()]).toEqual([0, start]);
  expect((await trainer.begin(batchOf(1), settings)).step).toBe(1);
});

test('steps that were begun since one that fails, fail with it', async () => {
  const start = startAdam(initialWeights(settings.network, 1));
  const trainer = openTrainer(start, settings.network);
  const begun = await Promise.allSettled([brokenBatch, batchOf(2)].map((batch) => trainer.begin(batch, settings)));
  const [first, second] = begun.map((one) => (one.status === 'rejected' ? one.reason : null));
  expect(first).toBeInstanceOf(InputError);
  expect(second).toBe(first);
  expect([trainer.step, await trainer.state()]).toEqual([0, start]);
  expect((await trainer.begin(batchOf(1), settings)).step).toBe(1);
});

test('what the device is asked for goes through the guard, and a step that it does not let pass does not count', async () => {
  const start = startAdam(initialWeights(settings.network, 1));
  const trainer = openTrainer(start, settings.network, async (work) => {
    await work();
    throw new Error('the device was lost');
  });
  await expect(trainer.begin(batchOf(1), settings)).rejects.toThrow('the device was lost');
  expect([trainer.step, await trainer.state()]).toEqual([0, start]);
});
