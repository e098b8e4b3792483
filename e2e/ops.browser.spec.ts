import type { BackendChoice } from '../src/core/settings';
import { expect, test } from './fixtures/sourceTest';
import { type BrowserPage, hasWebgpu } from './inBrowser';

/** What a page found out by opening a backend and proving it. */
interface Finding {
  readonly name: string;
  readonly why: string;
  readonly failed: readonly string[];
  readonly proved: number;
  readonly gpuErrors: number;
  readonly tensorsLeft: number;
}

let browser: BrowserPage;
test.beforeAll(async ({ openPage }) => {
  browser = await openPage();
});
test.afterAll(() => browser.close());

for (const name of ['wasm', 'webgpu'] as const)
  test(`every operation is right on ${name} in a real browser, forward and backward`, async () => {
    test.skip(name === 'webgpu' && !(await hasWebgpu(browser)), 'this browser offers no WebGPU adapter');
    const finding = await proveInPage(name);
    expect(finding.name).toBe(name);
    expect(finding.proved).toBeGreaterThan(20);
    expect(finding.failed).toEqual([]);
    expect(finding.gpuErrors).toBe(0);
    expect(finding.tensorsLeft).toBe(0);
    expect(browser.errors).toEqual([]);
  });

for (const name of ['wasm', 'webgpu'] as const)
  test(`two training runs with one seed give the same weights, bit for bit, on ${name}`, async () => {
    test.skip(name === 'webgpu' && !(await hasWebgpu(browser)), 'this browser offers no WebGPU adapter');
    const first = await trainInPage(name);
    expect(first.filter((weight) => !Number.isFinite(weight))).toEqual([]);
    expect(await trainInPage(name)).toEqual(first);
  });

test('an error that the GPU reports and the loss of the device are both noticed', async () => {
  test.skip(!(await hasWebgpu(browser)), 'this browser offers no WebGPU adapter');
  const { errors, broken, lost } = await breakGpuInPage();
  expect(errors).toBeGreaterThan(0);
  expect(broken).toMatch(/^DeviceLostError: ./);
  expect(lost).toMatch(/^the GPU was lost \(destroyed/);
});

test('left to itself, the engine takes wasm where the GPU is only software, and says so', async () => {
  const { name, why } = await proveInPage('auto');
  expect(name).toBe('wasm');
  expect(why).toMatch(/^wasm runs on .+; webgpu was refused: .+/);
});

test('a GPU that is taken for a real one is timed against wasm, and the faster runs', async () => {
  test.skip(!(await hasWebgpu(browser)), 'this browser offers no WebGPU adapter');
  const measured = await chooseInPage(null);
  expect(measured.name).toBe('wasm');
  expect(measured.why).toMatch(/webgpu was refused: \d+ ms against [\d.]+ ms of wasm for the same work\.$/);
  expect(measured.right).toBe(true);
  const told = await chooseInPage([3, 28]);
  expect(told.name).toBe('webgpu');
  expect(told.why).toContain('wasm was refused: 28 ms against 3.0 ms of webgpu for the same work.');
  expect(told.right).toBe(true);
});

/** Opens 'auto' as if the adapter were a GPU, with measured times or with those given (webgpu's, then wasm's); `right` = it then adds rightly. */
function chooseInPage(times: readonly number[] | null): Promise<{ name: string; why: string; right: boolean }> {
  return browser.page.evaluate(
    async ([origin, given]) => {
      const load = (path: string) => import(/* @vite-ignore */ `${origin}/src/engine/${path}.ts`);
      const [{ openBackend }, { pageAssets }, { thisMachine }, ops] = await Promise.all(
        ['backends', 'assets', 'backends/machine', 'ops'].map(load),
      );
      const left = [...(given ?? [])];
      const time = given ? async () => left.shift() : thisMachine.time;
      const running = await openBackend('auto', pageAssets, { ...thisMachine, requireGpu: async () => {}, time });
      const sum = ops.tidy(() => ops.add(ops.tensor1d([1, 2]), ops.tensor1d([3, 4])));
      const numbers = await sum.data();
      sum.dispose();
      await running.dispose();
      return { name: running.name, why: running.why, right: numbers[0] === 4 && numbers[1] === 6 };
    },
    [browser.origin, times] as const,
  );
}

/** Weights after three steps of a very small network on a made-up patch of 8 x 8 x 8. */
function trainInPage(choice: BackendChoice): Promise<number[]> {
  return browser.page.evaluate(
    async ([origin, wanted]) => {
      const load = (path: string) => import(/* @vite-ignore */ `${origin}/src/${path}.ts`);
      const [{ openBackend }, { pageAssets }, { trainStep }, { initialWeights }, { startAdam }, { defaultTraining }] =
        await Promise.all(
          [
            'engine/backends',
            'engine/assets',
            'engine/step',
            'engine/network',
            'engine/optimiser',
            'core/settings',
          ].map(load),
        );
      const running = await openBackend(wanted, pageAssets);
      const network = { levels: 2, baseWidth: 4, upsampling: 'learned' };
      const scan = Float32Array.from({ length: 512 }, (_, i) => Math.sin(i * i));
      const ids = Int32Array.from(scan, (value, i) => (value > 0.7 ? 1 + (i >> 8) : 0));
      let state = startAdam(initialWeights(network, 1));
      for (let step = 0; step < 3; step++)
        state = (await trainStep(state, { batchSize: 1, size: 8, scan, ids }, { ...defaultTraining, network })).state;
      await running.dispose();
      return [...state.weights];
    },
    [browser.origin, choice] as const,
  );
}

/** Adds a rank-1 tensor to one of rank 5, whose shader tfjs gets wrong, then destroys the device. */
function breakGpuInPage(): Promise<{ errors: number; broken: string; lost: string }> {
  return browser.page.evaluate(async (origin) => {
    const load = (path: string) => import(/* @vite-ignore */ `${origin}/src/engine/${path}.ts`);
    const [{ openBackend }, { pageAssets }, ops] = await Promise.all(['backends', 'assets', 'ops'].map(load));
    let device: GPUDevice | null = null;
    const request = GPUAdapter.prototype.requestDevice;
    GPUAdapter.prototype.requestDevice = async function (...wanted) {
      device = await request.apply(this, wanted);
      return device;
    };
    const running = await openBackend('webgpu', pageAssets);
    GPUAdapter.prototype.requestDevice = request;
    const sum = ops.add(ops.tensor5d([1, 2, 3], [1, 1, 1, 1, 3]), ops.tensor1d([1, 2, 3]));
    await sum.data();
    let broken = '';
    try {
      running.throwIfBroken();
    } catch (error) {
      broken = String(error);
    }
    const lost = new Promise<string>((resolve) => running.onDeviceLost(resolve));
    const errors = running.gpuErrors();
    (device as GPUDevice | null)?.destroy();
    const message = await lost;
    await running.dispose();
    return { errors, broken, lost: message };
  }, browser.origin);
}

function proveInPage(choice: BackendChoice): Promise<Finding> {
  return browser.page.evaluate(
    async ([origin, wanted]) => {
      const load = (path: string) => import(/* @vite-ignore */ `${origin}/src/engine/${path}.ts`);
      const [{ openBackend }, { pageAssets }, { proveBackend }, { memory }] = await Promise.all(
        ['backends', 'assets', 'proof', 'ops'].map(load),
      );
      const running = await openBackend(wanted, pageAssets);
      const before = memory().numTensors;
      const { checks } = await proveBackend();
      const finding = {
        name: running.name,
        why: running.why,
        failed: checks
          .filter((check: { passed: boolean }) => !check.passed)
          .map(({ op, maxError }: { op: string; maxError: number }) => `${op}: ${maxError}`),
        proved: checks.length,
        gpuErrors: running.gpuErrors(),
        tensorsLeft: memory().numTensors - before,
      };
      await running.dispose();
      return finding;
    },
    [browser.origin, choice] as const,
  );
}
