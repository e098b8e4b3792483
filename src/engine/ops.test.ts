import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gather } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Shape5 } from '../core/plainOps';
import { startCpu } from './backends/cpu';
import { startWasm } from './backends/wasm';
import { nodeAssets } from './nodeAssets';
import { conv3d, downsample, memory, type Tensor5D, tensor, tensor1d, tensor2d, tensor5d } from './ops';
import { regionSums } from './ops/regions';
import { prove } from './proof';
import { conv3dCase, downsampleCase, upsampleLearnedCase } from './proof/convolutionCases';
import { biasCase, concatCase, normCase, regionSumsCase, upsampleNearestCase } from './proof/layerCases';
import { ledgerSumsCase, rangeSumsCase, rowLossesCase } from './proof/ledgerCases';
import type { ProofCase } from './proof/proofCase';
import { smallCases } from './proof/smallCases';

/** Sums of float32 products err by some 1e-7 of the largest; a term left out errs by more than 1e-3. */
const tolerance = 5e-6;

async function expectProved(proofCase: ProofCase) {
  const before = memory().numTensors;
  const { op, maxError } = await prove(proofCase);
  expect(maxError, `${op} on ${proofCase.inputs.map(({ shape }) => shape.join('x')).join(', ')}`).toBeLessThan(
    tolerance,
  );
  expect(memory().numTensors).toBe(before);
}

const startOf = { cpu: startCpu, wasm: () => startWasm(nodeAssets) };

describe.each(['cpu', 'wasm'] as const)('on %s', (name) => {
  beforeAll(async () => {
    await startOf[name]();
  });

  const shapes: readonly Shape5[] = [
    [1, 1, 1, 1, 1],
    [1, 1, 5, 7, 1],
    [2, 3, 1, 4, 3],
    [1, 5, 4, 1, 2],
    [2, 4, 3, 9, 5],
    [1, 3, 3, 8, 8],
    [1, 2, 5, 6, 16],
  ];
  for (const shape of shapes)
    test(`layers on ${shape.join(' x ')}`, async () => {
      const [batch, depth, height, width, channels] = shape;
      const even: Shape5 = [batch, 2 * depth, 2 * height, 2 * width, channels];
      for (const k of [1, 3] as const)
        for (const outputChannels of [1, 5, 8]) await expectProved(conv3dCase(shape, k, outputChannels));
      for (const outputChannels of [3, 8]) {
        await expectProved(downsampleCase(even, outputChannels));
        await expectProved(upsampleLearnedCase(shape, outputChannels));
      }
      await expectProved(biasCase(shape));
      await expectProved(upsampleNearestCase(shape));
      for (const right of [1, 4, 8]) await expectProved(concatCase(shape, right));
    });

  test.each([
    [[1, 2, 2, 2, 1]],
    [[1, 1, 4, 5, 3]],
    [[1, 5, 1, 7, 8]],
    [[2, 3, 4, 5, 3]],
    [[1, 5, 6, 7, 4]],
    [[2, 1, 9, 9, 6]],
    [[1, 6, 5, 9, 8]],
    [[2, 3, 3, 3, 17]],
  ] as const)('instance norm with leaky ReLU on %j', async ([...shape]) => {
    await expectProved(normCase(shape as unknown as Shape5));
  });

  test('region sums of any rows, columns and regions', async () => {
    const any = fc.tuple(
      fc.integer({ min: 1, max: 300 }),
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 1, max: 40 }),
    );
    await fc.assert(
      fc.asyncProperty(any, ([rows, columns, regions]) => expectProved(regionSumsCase(rows, columns, regions))),
      { numRuns: 20 },
    );
  });

  test.each([
    [1, [1]],
    [37, [0]],
    [200, [5, 0, 1]],
    [3000, [40]],
    [700, [1, 60]],
  ] as const)('the ledger of %i voxels an element, blobs %j, and the losses of its rows', async (voxels, blobs) => {
    await expectProved(ledgerSumsCase(voxels, blobs, { fields: ['wrongProbability'], gamma: 0 }));
    await expectProved(
      ledgerSumsCase(voxels, blobs, { fields: ['focal', 'wrongProbability', 'rightProbability'], gamma: 1.5 }),
    );
    await expectProved(
      ledgerSumsCase(voxels, blobs, { fields: ['crossEntropy', 'focal', 'squaredError'], gamma: 0.5 }, 1e4),
    );
    await expectProved(rangeSumsCase(blobs.length + blobs[0], 3));
    await expectProved(rowLossesCase(blobs.length + blobs[0], 2));
  });

  test('a region without rows sums to zero, and a row outside all regions is left out', async () => {
    const sums = regionSums(tensor2d([[1], [2], [4], [8]]), tensor1d([2, -1, 2, 7], 'int32'), 4);
    expect([...(await sums.data())]).toEqual([0, 0, 5, 0]);
    sums.dispose();
  });

  test('region sums of a million tenths keep float32 precision', async () => {
    const rows = tensor(new Float32Array(1_000_000).fill(0.1), [1_000_000, 1]);
    const sums = regionSums(rows as never, tensor1d(new Int32Array(1_000_000), 'int32'), 1);
    expect((await sums.data())[0]).toBeCloseTo(100_000, 1);
    for (const one of [rows, sums]) one.dispose();
  });

  test.each(smallCases().map((one) => [one.op, one] as const))('%s', async (_, one) => expectProved(one));

  test('conv3d on values far from zero stays right', async () => {
    const x = tensor5d(new Float32Array(2 * 3 * 4).fill(1000), [1, 2, 3, 4, 1]);
    const y = conv3d(x, tensor5d(new Float32Array(27).fill(1), [3, 3, 3, 1, 1]));
    expect((await y.data())[5]).toBe(18_000);
    for (const one of [x, y]) one.dispose();
  });

  test('an odd side cannot be halved', () => {
    const [x, filter] = [
      tensor(new Float32Array(3 * 2 * 2), [1, 3, 2, 2, 1]),
      tensor(new Float32Array(8), [2, 2, 2, 1, 1]),
    ];
    expect(() => downsample(x as Tensor5D, filter as Tensor5D)).toThrow('downsample needs even sides, got 3 x 2 x 2');
    for (const one of [x, filter]) one.dispose();
  });

  test.runIf(name === 'wasm')('gather is served along the first axis only', () => {
    const x = tensor2d([[1, 2]]);
    expect(() => gather(x, tensor1d([0], 'int32'), 1)).toThrow('gather is served along axis 0 only, got axis 1');
    x.dispose();
  });
});

test('nothing in engine takes operations from tfjs but ops, backends and kernels', () => {
  const mayCompute = /^(ops\.ts|(ops|backends|kernels)\/)/;
  const importsValues =
    /(?:^|\n)\s*(?:import|export)\s+(?!type\b)[^;]*?from\s+'@tensorflow\/|import\s*\(\s*'@tensorflow\//;
  const offenders = readdirSync('src/engine', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !mayCompute.test(file))
    .filter((file) => importsValues.test(withoutUrls(readFileSync(join('src/engine', file), 'utf8'))));
  expect(offenders).toEqual([]);
});

/** A binary's address is no operation. */
function withoutUrls(source: string): string {
  return source.replace(/import \w+ from '[^']+\?url';/g, '');
}
