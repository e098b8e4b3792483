import { lossFamily, topKLoss } from '../src/core/losses/lossFamily';
import type { Shape5 } from '../src/core/plainOps';
import type * as inPage from './fixtures/kernelsInPage';
import { expect, test } from './fixtures/sourceTest';
import { type BrowserPage, callInPage, hasWebgpu } from './inBrowser';

const fixture = '/e2e/fixtures/kernelsInPage.ts';

let browser: BrowserPage;
test.beforeAll(async ({ openPage }) => {
  browser = await openPage();
});
test.afterAll(() => browser.close());
test.beforeEach(async () => {
  test.skip(!(await hasWebgpu(browser)), 'this browser offers no WebGPU adapter');
});

test('convolutions and norms of many shapes are right on webgpu, forward and backward', async () => {
  const { proved, wrong, gpuErrors, tensorsLeft } = await call('proveShapes', convolutions(), norms);
  expect(wrong).toEqual([]);
  expect(proved).toBe(convolutions().length + norms.length);
  expect([gpuErrors, tensorsLeft]).toEqual([0, 0]);
});

test('joins, splits, repetitions and biases of many shapes are right on webgpu, forward and backward', async () => {
  const { proved, wrong } = await call('proveRearrangements', rearranged);
  expect(wrong).toEqual([]);
  expect(proved).toBe(5 * rearranged.length);
});

test('ledgers of many cuts are right on webgpu, and the losses of their rows', async () => {
  const { proved, wrong } = await call('proveLedgers', ledgers);
  expect(wrong).toEqual([]);
  expect(proved).toBe(5 * ledgers.length);
});

test('every loss on webgpu is that of the plain numbers, with its gradient, for logits up to 10,000', async () => {
  const missesAreFree = lossFamily
    .filter(({ base }) => base.endsWith('tversky'))
    .map((loss) => ({ ...loss, tverskyFn: 0 }));
  const losses = [...lossFamily, ...missesAreFree, topKLoss];
  const { compared, wrong } = await call('compareLosses', losses);
  expect(wrong).toEqual([]);
  expect(compared).toBe(3 * losses.length);
});

test('what our webgpu convolutions do not serve is an error, and never a wrong number', async () => {
  expect(await call('convolveDilated')).toMatch(/conv3d is served for equal strides and no dilation/);
});

test('one training step, again and again on webgpu, gives the same bits and holds no more memory', async () => {
  const steps = await call('repeatStep', 5);
  expect(new Set(steps.map(({ weights }) => weights)).size).toBe(1);
  expect(steps[0].bytes).toBeGreaterThan(0);
  expect(steps.slice(2).map(({ bytes }) => bytes)).toEqual(steps.slice(2).map(() => steps[1].bytes));
  expect(steps.map(({ tensors }) => tensors)).toEqual(steps.map(() => steps[0].tensors));
});

/** Odd sides, one voxel thick, one channel, channels by four and not, batches; every kernel and walk. */
function convolutions(): inPage.Convolution[] {
  const used = [
    { kernel: [1, 1, 1], walk: { stride: 1, pad: 'same' } },
    { kernel: [3, 3, 3], walk: { stride: 1, pad: 'same' } },
    { kernel: [2, 2, 2], walk: { stride: 2, pad: 'valid' } },
  ] as const;
  const rarer = [
    { kernel: [3, 3, 3], walk: { stride: 1, pad: 'valid' } },
    { kernel: [3, 3, 3], walk: { stride: 2, pad: 'same' } },
    { kernel: [1, 3, 2], walk: { stride: 3, pad: 'valid' } },
    { kernel: [1, 1, 1], walk: { stride: 2, pad: 'same' } },
  ] as const;
  const shapes = [
    { x: [1, 1, 5, 7, 1], outs: 8 },
    { x: [2, 1, 4, 6, 3], outs: 4 },
    { x: [1, 6, 1, 7, 8], outs: 8 },
    { x: [2, 5, 3, 7, 3], outs: 5 },
    { x: [1, 5, 4, 1, 8], outs: 1 },
    { x: [2, 3, 17, 9, 4], outs: 12 },
    { x: [1, 6, 6, 6, 8], outs: 16 },
  ] as const;
  const odd = { x: [3, 4, 11, 3, 6], outs: 4 } as const;
  const all = used.flatMap((one) => shapes.map((shape) => ({ ...one, ...shape })));
  return [...all, ...rarer.map((one) => ({ ...one, ...odd }))].filter(
    ({ x, kernel, walk }) => walk.pad === 'same' || kernel.every((side, axis) => side <= x[axis + 1]),
  );
}

const norms: readonly Shape5[] = [
  [1, 1, 2, 2, 1],
  [1, 1, 4, 5, 3],
  [1, 5, 1, 7, 8],
  [2, 3, 5, 1, 4],
  [2, 3, 4, 5, 3],
  [1, 11, 12, 13, 8],
  [2, 9, 10, 11, 3],
  [1, 2, 3, 2, 272],
];

const rearranged: readonly Shape5[] = [
  [1, 1, 1, 1, 1],
  [1, 1, 5, 7, 1],
  [2, 3, 1, 4, 3],
  [1, 5, 4, 1, 8],
  [2, 4, 3, 9, 4],
];

/** Voxels of an element, and the blobs of each: one voxel, one column of blobs, none, more than a workgroup, pieces that are cut. */
const ledgers: readonly inPage.LedgerCut[] = [
  [1, [1]],
  [37, [0]],
  [200, [5, 0, 1]],
  [3000, [40]],
  [700, [1, 130]],
];

function call<Name extends keyof typeof inPage>(name: Name, ...args: Parameters<(typeof inPage)[Name]>) {
  return callInPage<Awaited<ReturnType<(typeof inPage)[Name]>>>(browser, fixture, name, ...args);
}
