import { expect, test } from '@playwright/test';
import { baseLosses } from '../src/core/settings';
import { type BrowserPage, openBrowserPage } from './inBrowser';

type Shape = readonly [number, number, number, number, number];

/** A convolution to prove: x of a shape, a kernel, output channels, and how it walks. */
interface Convolution {
  readonly x: Shape;
  readonly kernel: readonly [number, number, number];
  readonly outs: number;
  readonly walk: { readonly stride: number; readonly pad: 'same' | 'valid' };
}

let browser: BrowserPage;
test.beforeAll(async () => {
  browser = await openBrowserPage();
});
test.afterAll(() => browser.close());
test.beforeEach(async () => {
  const hasGpu = await browser.page.evaluate(async () => (await navigator.gpu?.requestAdapter()) != null);
  test.skip(!hasGpu, 'this browser offers no WebGPU adapter');
});

test('convolutions and norms of many shapes are right on webgpu, forward and backward', async () => {
  const { proved, wrong, gpuErrors, tensorsLeft } = await proveShapesInPage(convolutions(), norms);
  expect(wrong).toEqual([]);
  expect(proved).toBe(convolutions().length + norms.length);
  expect([gpuErrors, tensorsLeft]).toEqual([0, 0]);
});

test('joins, splits, repetitions and biases of many shapes are right on webgpu, forward and backward', async () => {
  const { proved, wrong } = await proveRearrangementsInPage(rearranged);
  expect(wrong).toEqual([]);
  expect(proved).toBe(5 * rearranged.length);
});

test('ledgers of many cuts are right on webgpu, and the losses of their rows', async () => {
  const { proved, wrong } = await proveLedgersInPage(ledgers);
  expect(wrong).toEqual([]);
  expect(proved).toBe(4 * ledgers.length);
});

test('every loss on webgpu is that of the plain numbers, with its gradient, for logits up to 10,000', async () => {
  const { compared, wrong } = await compareLossesInPage();
  expect(wrong).toEqual([]);
  expect(compared).toBe(2 * baseLosses.length * 2);
});

test('what our webgpu convolutions do not serve is an error, and never a wrong number', async () => {
  expect(await convolveDilatedInPage()).toMatch(/conv3d is served for equal strides and no dilation/);
});

test('one training step, again and again on webgpu, gives the same bits and holds no more memory', async () => {
  const steps = await repeatStepInPage(5);
  expect(new Set(steps.map(({ weights }) => weights)).size).toBe(1);
  expect(steps[0].bytes).toBeGreaterThan(0);
  expect(steps.slice(2).map(({ bytes }) => bytes)).toEqual(steps.slice(2).map(() => steps[1].bytes));
  expect(steps.map(({ tensors }) => tensors)).toEqual(steps.map(() => steps[0].tensors));
});

/** Odd sides, one voxel thick, one channel, channels by four and not, batches; every kernel and walk. */
function convolutions(): Convolution[] {
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

const norms: readonly Shape[] = [
  [1, 1, 2, 2, 1],
  [1, 1, 4, 5, 3],
  [1, 5, 1, 7, 8],
  [2, 3, 5, 1, 4],
  [2, 3, 4, 5, 3],
  [1, 11, 12, 13, 8],
  [2, 9, 10, 11, 3],
  [1, 2, 3, 2, 272],
];

const rearranged: readonly Shape[] = [
  [1, 1, 1, 1, 1],
  [1, 1, 5, 7, 1],
  [2, 3, 1, 4, 3],
  [1, 5, 4, 1, 8],
  [2, 4, 3, 9, 4],
];

function proveRearrangementsInPage(wanted: readonly Shape[]): Promise<{ proved: number; wrong: string[] }> {
  return browser.page.evaluate(
    async ([origin, shapes]) => {
      const load = (path: string) => import(/* @vite-ignore */ `${origin}/src/engine/${path}.ts`);
      const [{ openBackend }, { pageAssets }, { prove }, { biasCase, concatCase, upsampleNearestCase }] =
        await Promise.all(['backends', 'assets', 'proof', 'proof/layerCases'].map(load));
      const running = await openBackend('webgpu', pageAssets);
      const proofCases = shapes.flatMap((shape) => [
        ...[1, 4, 8].map((right) => concatCase(shape, right)),
        upsampleNearestCase(shape),
        biasCase(shape),
      ]);
      const wrong: string[] = [];
      for (const proofCase of proofCases) {
        const { op, maxError } = await prove(proofCase);
        if (!(maxError < 5e-6)) wrong.push(`${op} of ${proofCase.inputs[0].shape}: ${maxError}`);
      }
      await running.dispose();
      return { proved: proofCases.length, wrong };
    },
    [browser.origin, wanted] as const,
  );
}

/** Voxels of an element, and the blobs of each: one voxel, one column of blobs, none, more than a workgroup, pieces that are cut. */
const ledgers: readonly (readonly [voxels: number, blobs: readonly number[]])[] = [
  [1, [1]],
  [37, [0]],
  [200, [5, 0, 1]],
  [3000, [40]],
  [700, [1, 130]],
];

function proveLedgersInPage(cases: typeof ledgers): Promise<{ proved: number; wrong: string[] }> {
  return browser.page.evaluate(
    async ([origin, cuts]) => {
      const load = (path: string) => import(/* @vite-ignore */ `${origin}/src/engine/${path}.ts`);
      const [{ openBackend }, { pageAssets }, { prove }, { ledgerSumsCase, rowLossesCase }] = await Promise.all(
        ['backends', 'assets', 'proof', 'proof/ledgerCases'].map(load),
      );
      const running = await openBackend('webgpu', pageAssets);
      const wrong: string[] = [];
      const proofCases = cuts.flatMap(([voxels, blobs]) => [
        ledgerSumsCase(voxels, blobs, { fields: ['wrongProbability'], gamma: 0 }),
        ledgerSumsCase(voxels, blobs, { fields: ['focal', 'wrongProbability'], gamma: 1.5 }),
        ledgerSumsCase(voxels, blobs, { fields: ['crossEntropy', 'focal'], gamma: 0.5 }, 1e4),
        rowLossesCase(blobs.length + blobs[0], 2),
      ]);
      for (const proofCase of proofCases) {
        const { op, maxError } = await prove(proofCase);
        if (!(maxError < 1e-5)) wrong.push(`${op} of ${proofCase.inputs[0].shape}: ${maxError}`);
      }
      await running.dispose();
      return { proved: proofCases.length, wrong };
    },
    [browser.origin, cases] as const,
  );
}

/** Two elements, many blobs in one and none in the other; logits of usual size, then saturated ones. */
function compareLossesInPage(): Promise<{ compared: number; wrong: string[] }> {
  return browser.page.evaluate(async (origin) => {
    const load = (path: string) => import(/* @vite-ignore */ `${origin}/src/${path}.ts`);
    const [{ openBackend }, { pageAssets }, { evaluateLossOnTensors }, { evaluateLoss }, { baseLosses, defaultLoss }] =
      await Promise.all(
        ['engine/backends', 'engine/assets', 'engine/losses', 'core/losses/blobLoss', 'core/settings'].map(load),
      );
    const running = await openBackend('webgpu', pageAssets);
    const ids = Int32Array.from({ length: 2 * 210 }, (_, v) => (v < 210 && (v * v) % 5 === 1 ? 1 + (v % 40) : 0));
    const usual = Float32Array.from(ids, (_, v) => 3 * Math.sin(v * v));
    const saturated = Float32Array.from(ids, (_, v) => [-1e4, -90, -30, 30, 90, 1e4][v % 6]);
    const wrong: string[] = [];
    let compared = 0;
    for (const logits of [usual, saturated])
      for (const base of baseLosses)
        for (const masking of ['probability', 'logit']) {
          const settings = { ...defaultLoss, base, masking };
          const plain = evaluateLoss(logits, ids, 2, settings);
          const { terms, gradient } = await evaluateLossOnTensors(logits, ids, [2, 5, 6, 7], settings);
          const numbers = (t: typeof terms) => [t.total, t.global, t.blob, ...t.blobTerms];
          const want = numbers(plain.terms);
          const areTermsRight = numbers(terms).every(
            (value, i) => Math.abs(value - want[i]) < 5e-6 * Math.max(1, Math.abs(want[i])),
          );
          const isGradientRight = [...gradient].every(
            (slope: number, v) => Math.abs(slope - plain.gradient[v]) < 1e-7 + 1e-3 * Math.abs(plain.gradient[v]),
          );
          if (!areTermsRight || !isGradientRight) wrong.push(`${base} ${masking}`);
          compared++;
        }
    await running.dispose();
    return { compared, wrong };
  }, browser.origin);
}

/** Float32 sums err by some 1e-7 of the largest; a term left out errs by more than 1e-3. */
function proveShapesInPage(wanted: readonly Convolution[], normShapes: readonly Shape[]) {
  return browser.page.evaluate(
    async ([origin, cases, shapes]) => {
      const load = (path: string) => import(/* @vite-ignore */ `${origin}/src/engine/${path}.ts`);
      const [{ openBackend }, { pageAssets }, { prove }, convolutionCases, layerCases, { runKernel }, ops] =
        await Promise.all(
          ['backends', 'assets', 'proof', 'proof/convolutionCases', 'proof/layerCases', 'ops/kernels', 'ops'].map(load),
        );
      const running = await openBackend('webgpu', pageAssets);
      const proofCases = cases.map(({ x, kernel, outs, walk }) =>
        convolutionCases.convolutionCase(
          `${x.join(' x ')} by ${kernel.join(' x ')} to ${outs}, stride ${walk.stride}, ${walk.pad}`,
          x,
          [...kernel, x[4], outs],
          walk,
          (input: unknown, filter: unknown) =>
            runKernel('Conv3D', { x: input, filter }, { strides: walk.stride, pad: walk.pad, dilations: 1 }),
        ),
      );
      const wrong: string[] = [];
      for (const proofCase of [...proofCases, ...shapes.map(layerCases.normCase)]) {
        const { op, maxError } = await prove(proofCase);
        if (!(maxError < 5e-6)) wrong.push(`${op}: ${maxError}`);
      }
      const gpuErrors = running.gpuErrors();
      const tensorsLeft = ops.memory().numTensors;
      await running.dispose();
      return { proved: proofCases.length + shapes.length, wrong, gpuErrors, tensorsLeft };
    },
    [browser.origin, wanted, normShapes] as const,
  );
}

/** What the error says. */
function convolveDilatedInPage(): Promise<string> {
  return browser.page.evaluate(async (origin) => {
    const load = (path: string) => import(/* @vite-ignore */ `${origin}/src/engine/${path}.ts`);
    const [{ openBackend }, { pageAssets }, { runKernel }, ops] = await Promise.all(
      ['backends', 'assets', 'ops/kernels', 'ops'].map(load),
    );
    const running = await openBackend('webgpu', pageAssets);
    const [x, filter] = [ops.tensor5d(new Float32Array(216), [1, 6, 6, 6, 1]), ops.tensor5d([1], [1, 1, 1, 1, 1])];
    try {
      runKernel('Conv3D', { x, filter }, { strides: 1, pad: 'same', dilations: 2 });
      return 'no error';
    } catch (error) {
      return String(error);
    } finally {
      ops.dispose([x, filter]);
      await running.dispose();
    }
  }, browser.origin);
}

/** After each step, always from the same weights: the new weights, the bytes of all living GPU buffers, and the tensors. */
function repeatStepInPage(count: number): Promise<{ weights: string; bytes: number; tensors: number }[]> {
  return browser.page.evaluate(
    async ([origin, steps]) => {
      const { createBuffer } = GPUDevice.prototype;
      const { destroy } = GPUBuffer.prototype;
      const living = new Set<GPUBuffer>();
      GPUDevice.prototype.createBuffer = function (descriptor) {
        const buffer = createBuffer.call(this, descriptor);
        living.add(buffer);
        return buffer;
      };
      GPUBuffer.prototype.destroy = function () {
        living.delete(this);
        return destroy.call(this);
      };
      const load = (path: string) => import(/* @vite-ignore */ `${origin}/src/${path}.ts`);
      const [{ openBackend }, { pageAssets }, { trainStep }, { initialWeights }, { startAdam }, settings, { memory }] =
        await Promise.all(
          [
            'engine/backends',
            'engine/assets',
            'engine/step',
            'engine/network',
            'engine/optimiser',
            'core/settings',
            'engine/ops',
          ].map(load),
        );
      const running = await openBackend('webgpu', pageAssets);
      const network = { levels: 2, baseWidth: 4, upsampling: 'learned' };
      const scan = Float32Array.from({ length: 512 }, (_, i) => Math.sin(i * i));
      const ids = Int32Array.from(scan, (value, i) => (value > 0.7 ? 1 + (i >> 8) : 0));
      const start = startAdam(initialWeights(network, 1));
      const after: { weights: string; bytes: number; tensors: number }[] = [];
      for (let step = 0; step < steps; step++) {
        const batch = { batchSize: 1, size: 8, scan, ids };
        const { state } = await trainStep(start, batch, { ...settings.defaultTraining, network });
        const bytes = [...living].reduce((total, { size }) => total + size, 0);
        after.push({ weights: state.weights.join(), bytes, tensors: memory().numTensors });
      }
      await running.dispose();
      GPUDevice.prototype.createBuffer = createBuffer;
      GPUBuffer.prototype.destroy = destroy;
      return after;
    },
    [browser.origin, count] as const,
  );
}
