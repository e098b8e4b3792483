import { describe, expect, test } from 'vitest';
import { openBackend } from '../../engine/backends';
import { DeviceLostError } from '../../engine/backends/running';
import { examineMachine } from '../../engine/examine';
import { nodeAssets } from '../../engine/nodeAssets';
import { createLaneSession } from './laneSession';
import { openSession, settings } from './testLane';

describe('trouble', () => {
  test('a loss that is not finite stops the run with what to do, and keeps the weights of the step before', async () => {
    const session = await openSession({ settings: { ...settings, learningRate: 1e30, schedule: 'constant' } });
    await expect(session.advance(20)).rejects.toThrow(/expected a finite number. Lower the learning rate/);
    const { step, bytes } = await session.checkpoint();
    expect(step).toBe(session.records.length);
    expect(new Float32Array(bytes).every(Number.isFinite)).toBe(true);
  });

  test('a broken device fails the step with its own error, and the step does not count', async () => {
    let broken = false;
    const throwIfBroken = () => {
      if (broken) throw new DeviceLostError('the GPU was lost');
    };
    const { advance, checkpoint } = await openSession({ trouble: { throwIfBroken } });
    await advance(2);
    broken = true;
    await expect(advance(4)).rejects.toMatchObject({ name: 'DeviceLostError' });
    expect((await checkpoint()).step).toBe(2);
  });

  test('a run that does not fit is refused before it starts, and names one that fits', async () => {
    const limits = { totalBytes: 16 * 2 ** 20, tensorBytes: 2 ** 30 };
    const patch = { ...settings.patch, size: 64 };
    await expect(openSession({ settings: { ...settings, patch }, trouble: { limits } })).rejects.toThrow(
      /64\^3 voxels.*expected at most 16 MiB.*Choose patches of 24\^3/,
    );
  });

  test('settings out of range, a patch that does not halve and a foreign checkpoint are refused', async () => {
    const loss = { ...settings.loss, beta: -1 };
    await expect(openSession({ settings: { ...settings, loss } })).rejects.toThrow(/"beta" is -1/);
    const patch = { ...settings.patch, size: 9 };
    await expect(openSession({ settings: { ...settings, patch } })).rejects.toThrow(/multiple of 2/);
    const checkpoint = { step: 3, bytes: new ArrayBuffer(24) };
    await expect(openSession({ checkpoint })).rejects.toThrow(/24 bytes/);
    const { setLoss, advance, records } = await openSession();
    expect(() => setLoss({ ...settings.loss, smooth: Number.NaN })).toThrow(/"smooth" is NaN/);
    await advance(1);
    expect(records[0].total).toBeGreaterThan(0);
  });

  test('a lane that was never opened says so', async () => {
    const session = createLaneSession(
      (choice) => openBackend(choice, nodeAssets),
      (monitor) => examineMachine(nodeAssets, monitor),
    );
    const context = { report: () => {}, signal: new AbortController().signal, transfer: () => {} };
    await expect(async () => session.predict({ helpers: 0 }, context)).rejects.toThrow(/No model is open/);
    await expect(async () => session.advance({ toStep: 1 }, context)).rejects.toThrow(/No model is open/);
  });
});
