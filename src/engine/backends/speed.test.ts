import { expect, test } from 'vitest';
import { noMonitor } from '../../core/errors';
import { leastOf } from '../../core/testTimes';
import { nodeAssets } from '../nodeAssets';
import { memory } from '../ops';
import { measureSpeed, timeStep } from './speed';
import { startWasm } from './wasm';

test('backends are compared by the steps that the Room check tells of; timing them leaves nothing behind', async () => {
  const running = await startWasm(nodeAssets);
  const startedMs = performance.now();
  const ms = await timeStep();
  expect(ms).toBeGreaterThan(1);
  expect(ms).toBeLessThan(performance.now() - startedMs);
  // A patch of 32^3 has 2.4 times the voxels.
  const smallerToLarger = async () => {
    const { msAt24, msAt32 } = await measureSpeed(noMonitor);
    expect(msAt24).toBeGreaterThan(0.3);
    return msAt24 / (msAt32 ?? Number.POSITIVE_INFINITY);
  };
  expect(await leastOf(smallerToLarger, 1)).toBeLessThan(1);
  expect(memory().numTensors).toBe(0);
  await running.dispose();
});
