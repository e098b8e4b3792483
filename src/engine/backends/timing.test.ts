import { expect, test } from 'vitest';
import { nodeAssets } from '../nodeAssets';
import { memory } from '../ops';
import { timeSmallStep } from './timing';
import { startWasm } from './wasm';

test('the small step takes some time, ends soon, and leaves nothing behind', async () => {
  const running = await startWasm(nodeAssets);
  const started = performance.now();
  const ms = await timeSmallStep();
  expect(ms).toBeGreaterThan(0.1);
  expect(ms).toBeLessThan(performance.now() - started);
  expect(performance.now() - started).toBeLessThan(5000);
  expect(memory().numTensors).toBe(0);
  await running.dispose();
});
