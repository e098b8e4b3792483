import { beforeAll, describe, expect, test } from 'vitest';
import { startCpu } from './backends/cpu';
import { startWasm } from './backends/wasm';
import { nodeAssets } from './nodeAssets';
import { memory } from './ops';
import { proveBackend } from './proof';

describe.each(['cpu', 'wasm'])('the proof on %s', (name) => {
  beforeAll(async () => {
    if (name === 'wasm') await startWasm(nodeAssets);
    else await startCpu();
  });
  test('finds every operation right and leaves no tensor behind', async () => {
    const before = memory().numTensors;
    const { checks } = await proveBackend();
    expect(checks.filter((check) => !check.passed)).toEqual([]);
    expect(memory().numTensors).toBe(before);
  });
});
