import type { NetworkSettings } from '../src/core/settings';
import { expect, test } from './fixtures/sourceTest';
import { callInPage, hasWebgpu } from './inBrowser';

const cases: readonly { network: NetworkSettings; size: number; batchSize: number }[] = [
  { network: { levels: 2, baseWidth: 8, upsampling: 'learned' }, size: 24, batchSize: 1 },
  { network: { levels: 2, baseWidth: 8, upsampling: 'nearest' }, size: 16, batchSize: 2 },
  { network: { levels: 3, baseWidth: 16, upsampling: 'learned' }, size: 16, batchSize: 1 },
];

for (const { network, size, batchSize } of cases)
  test(`the estimate is above what webgpu holds, and not twice as much: ${network.levels} levels, ${size}^3, ${batchSize} at once`, async ({
    fresh,
  }) => {
    test.skip(!(await hasWebgpu(fresh)), 'this browser offers no WebGPU adapter');
    const { measured, estimated } = await callInPage<{ measured: number; estimated: number }>(
      fresh,
      '/e2e/fixtures/memoryInPage.ts',
      'measureMemory',
      ...[network, size, batchSize],
    );
    expect(estimated).toBeGreaterThan(measured);
    expect(estimated).toBeLessThan(2 * measured);
  });
