import { conv3d, type Tensor5D } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Shape5, Walk } from '../../../core/plainOps';
import { startWasm } from '../../backends/wasm';
import { nodeAssets } from '../../nodeAssets';
import { prove } from '../../proof';
import { convolutionCase } from '../../proof/convolutionCases';
import { type ConvolutionAttributes, geometryOf } from '../geometry';
import { isSquare, isWinograd } from './winograd';

beforeAll(async () => {
  await startWasm(nodeAssets);
});

const pads = ['same', 'valid'] as const;
const kernels = [
  [3, 3, 3],
  [1, 3, 3],
  [2, 1, 3],
] as const;
/** Odd sides, sides below a tile, one voxel thick along each axis, a batch, more planes than there is room for. */
const inputs: readonly Shape5[] = [
  [1, 4, 6, 11, 8],
  [2, 5, 3, 7, 12],
  [1, 1, 5, 9, 4],
  [1, 5, 4, 3, 4],
  [2, 3, 4, 16, 16],
  [1, 13, 6, 9, 4],
  [1, 3, 2, 17, 4],
];

describe.each(pads)('Winograd, %s', (pad) => {
  for (const kernel of kernels)
    for (const input of inputs) {
      const isTooThin = pad === 'valid' && kernel.some((side, axis) => side > input[axis + 1]);
      test.skipIf(isTooThin)(`kernel ${kernel.join(' x ')} on ${input.join(' x ')}`, async () => {
        const walk: Walk = { stride: 1, pad };
        const run = (x: unknown, filter: unknown) => conv3d(x as Tensor5D, filter as Tensor5D, 1, pad);
        for (const outputChannels of [4, 8, 12]) {
          const { op, maxError } = await prove(
            convolutionCase('conv3d', input, [...kernel, input[4], outputChannels], walk, run),
          );
          expect(maxError, op).toBeLessThan(5e-6);
        }
      });
    }
});

test('it serves channels in fours, kernels 3 wide, stride 1, and planes of at least four tiles', () => {
  const serves = (input: Shape5, filter: Shape5, strides = 1, pad: 'same' | 'valid' = 'same') =>
    isWinograd(geometryOf(input, filter, { strides, pad } satisfies ConvolutionAttributes));
  expect(serves([1, 4, 4, 4, 8], [3, 3, 3, 8, 8])).toBe(true);
  expect(serves([1, 1, 1, 13, 4], [1, 1, 3, 4, 4])).toBe(true);
  expect(serves([1, 4, 4, 4, 6], [3, 3, 3, 6, 8])).toBe(false);
  expect(serves([1, 4, 4, 4, 8], [3, 3, 3, 8, 1])).toBe(false);
  expect(serves([1, 4, 4, 4, 8], [3, 3, 1, 8, 8])).toBe(false);
  expect(serves([1, 4, 4, 4, 8], [3, 3, 3, 8, 8], 2)).toBe(false);
  expect(serves([1, 4, 3, 4, 8], [3, 3, 3, 8, 8])).toBe(false);
});

test('it goes along y too where the kernel is 3 high and a plane has three rows and four tiles of 4 x 4', () => {
  const isBoth = (input: Shape5, filter: Shape5) =>
    isSquare(geometryOf(input, filter, { strides: 1, pad: 'same' } satisfies ConvolutionAttributes));
  expect(isBoth([1, 1, 8, 8, 4], [3, 3, 3, 4, 4])).toBe(true);
  expect(isBoth([1, 1, 3, 13, 4], [1, 3, 3, 4, 4])).toBe(true);
  expect(isBoth([1, 1, 2, 13, 4], [3, 3, 3, 4, 4])).toBe(false);
  expect(isBoth([1, 8, 4, 8, 4], [3, 3, 3, 4, 4])).toBe(false);
  expect(isBoth([1, 8, 8, 8, 4], [3, 1, 3, 4, 4])).toBe(false);
});
