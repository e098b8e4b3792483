import type { Worker } from '@playwright/test';
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

test("a lane's helpers, workers of its own, change no bit of a prediction, nor does their death", async () => {
  expect(await call('openLaneToHelp')).toBe(true);
  expect(await helpers()).toEqual([]);
  // The first prediction with helpers may be over before they stand.
  expect(await call('isSameWith', 3)).toBe(true);
  await expect.poll(async () => (await helpers()).length).toBe(3);
  for (const count of [3, 2, 1]) expect(await call('isSameWith', count)).toBe(true);
  for (const helper of await helpers()) await helper.evaluate(() => close()).catch(() => {});
  await expect.poll(async () => (await helpers()).length).toBe(0);
  expect(await call('isSameWith', 3)).toBe(true);
});

/** The workers of the page that are a lane's helpers and alive. */
async function helpers(): Promise<Worker[]> {
  const named = browser.page.workers().map(async (worker) => {
    const name = await worker.evaluate(() => self.name).catch(() => null);
    return name === 'helper' ? [worker] : [];
  });
  return (await Promise.all(named)).flat();
}

function call<Name extends keyof typeof inPage>(name: Name, ...args: Parameters<(typeof inPage)[Name]>) {
  return callInPage<Awaited<ReturnType<(typeof inPage)[Name]>>>(
    browser,
    '/e2e/fixtures/predictInPage.ts',
    name,
    ...args,
  );
}
