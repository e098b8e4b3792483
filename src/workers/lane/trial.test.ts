import { expect, test } from 'vitest';
import { noMonitor } from '../../core/errors';
import { defaultLoss, defaultTraining } from '../../core/settings';
import { taskCase } from '../../core/study/tasks';
import type { Trial } from '../../core/study/trial';
import { openBackend } from '../../engine/backends';
import { nodeAssets } from '../../engine/nodeAssets';
import { keepBackend } from './laneBackend';
import { runTrial } from './trial';

const trial: Trial = {
  settings: {
    ...defaultTraining,
    ...{ steps: 120, backend: 'wasm', loss: { ...defaultLoss, base: 'dice_bce' } },
    network: { levels: 2, baseWidth: 4, upsampling: 'nearest' },
    patch: { size: 16, batchSize: 1, foregroundShare: 0.9, flips: true },
  },
  train: [1, 2].map((seed) => ({ kind: 'phantom', settings: taskCase('abstract', 48, seed) })),
  validate: [{ kind: 'phantom', settings: taskCase('abstract', 48, 1001) }],
  connectivity: 26,
  rule: { kind: 'anyOverlap' },
};

test('a trial trains, judges other cases, says the same again, and gives up when it is told to', async () => {
  const backend = await keepBackend((choice) => openBackend(choice, nodeAssets)).take('wasm');
  const parts = new Set<string>();
  const monitor = { ...noMonitor, report: (_: number, what: string) => void parts.add(what) };
  const first = await runTrial(trial, backend, monitor);
  expect(first).toMatchObject({ seed: 1, backend: 'wasm', steps: 120 });
  expect([...parts]).toEqual(['making the cases', 'training', 'judging']);
  // One huge blob on a plain ground: it is found within a hundred steps.
  expect(first.scores.dice).toBeGreaterThan(0.3);
  const again = await runTrial(trial, backend, noMonitor);
  expect({ ...again, trainMs: 0 }).toEqual({ ...first, trainMs: 0 });
  const stop = { ...noMonitor, throwIfCancelled: () => expect.fail('cancelled') };
  await expect(runTrial(trial, backend, stop)).rejects.toThrow('cancelled');
  const narrow = { ...backend, limits: { ...backend.limits, totalBytes: 2 ** 20 } };
  await expect(runTrial(trial, narrow, noMonitor)).rejects.toThrow(/needs about \d+ MiB; expected at most 1 MiB/);
  await expect(runTrial({ ...trial, train: [] }, backend, noMonitor)).rejects.toThrow('at least one');
}, 120_000);
