import type * as inPage from './fixtures/predictInPage';
import { expect, test } from './fixtures/sourceTest';
import { type BrowserPage, callInPage, hasWebgpu } from './inBrowser';

let browser: BrowserPage;
test.beforeEach(async ({ fresh }) => {
  browser = fresh;
});

test('a prediction on webgpu is that of wasm, again the same bit for bit, and neither tensors nor GPU memory grow', async () => {
  test.skip(!(await hasWebgpu(browser)), 'this browser offers no WebGPU adapter');
  const { voxels, differsFromWasm, isSame, held, tensorsLeft, gpuErrors } = await call('compareWithWasm');
  expect(voxels).toBe(20 * 16 * 29);
  expect(differsFromWasm).toBeLessThan(1e-5);
  expect(isSame).toBe(true);
  expect(held[0].poolBytes).toBeGreaterThan(0);
  expect(held[2]).toEqual(held[1]);
  expect([tensorsLeft, gpuErrors]).toEqual([0, 0]);
});

test("a lane's helpers, workers of its own, change no bit of a prediction", async () => {
  const { isPrediction, areSame } = await call('compareHelpers');
  expect(isPrediction).toBe(true);
  expect(areSame).toEqual([true, true, true, true]);
});

function call<Name extends keyof typeof inPage>(name: Name, ...args: Parameters<(typeof inPage)[Name]>) {
  return callInPage<Awaited<ReturnType<(typeof inPage)[Name]>>>(
    browser,
    '/e2e/fixtures/predictInPage.ts',
    name,
    ...args,
  );
}
