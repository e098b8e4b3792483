import { conv3d, maxPool3d, type Rank, type Tensor5D, zeros } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Shape5, Walk } from '../../../core/plainOps';
import { startWasm } from '../../backends/wasm';
import { nodeAssets } from '../../nodeAssets';
import { memory, tidy } from '../../ops';
import { prove } from '../../proof';
import { convolutionCase } from '../../proof/convolutionCases';

beforeAll(async () => {
  await startWasm(nodeAssets);
});

const walks: readonly Walk[] = [
  { stride: 1, pad: 'same' },
  { stride: 1, pad: 'valid' },
  { stride: 2, pad: 'same' },
  { stride: 2, pad: 'valid' },
  { stride: 3, pad: 'valid' },
];
const kernels = [
  [1, 1, 1],
  [2, 2, 2],
  [3, 3, 3],
  [1, 3, 2],
] as const;
const inputs: readonly Shape5[] = [
  [1, 3, 4, 5, 1],
  [1, 1, 4, 5, 3],
  [1, 5, 1, 7, 8],
  [2, 5, 3, 7, 3],
  [1, 4, 6, 11, 8],
  [2, 6, 6, 6, 9],
];

describe.each(walks)('convolution, stride $stride, $pad', (walk) => {
  for (const kernel of kernels)
    for (const input of inputs.filter((one) => walk.pad === 'same' || isLarger(one, kernel)))
      test(`kernel ${kernel.join(' x ')} on ${input.join(' x ')}`, async () => {
        const before = memory().numTensors;
        for (const outputChannels of [1, 4, 9]) {
          const { stride, pad } = walk;
          const run = (x: unknown, filter: unknown) => conv3d(x as Tensor5D, filter as Tensor5D, stride, pad);
          const proofCase = convolutionCase('conv3d', input, [...kernel, input[4], outputChannels], walk, run);
          const { op, maxError } = await prove(proofCase);
          expect(maxError, op).toBeLessThan(5e-6);
        }
        expect(memory().numTensors).toBe(before);
      });
});

function isLarger(input: Shape5, kernel: readonly number[]): boolean {
  return kernel.every((side, axis) => side <= input[axis + 1]);
}

test('what our kernels do not serve is an error, and never a wrong number', () => {
  tidy(() => {
    const x = zeros<Rank.R5>([1, 6, 6, 6, 1]);
    const filter = zeros<Rank.R5>([3, 3, 3, 1, 1]);
    expect(() => conv3d(x, filter, [1, 1, 2], 'same')).toThrow('conv3d is served for equal strides and no dilation');
    expect(() => conv3d(x, filter, 1, 'same', 'NDHWC', 2)).toThrow(
      'conv3d is served for equal strides and no dilation',
    );
    expect(() => maxPool3d(x, 2, 2, 'valid')).toThrow("'MaxPool3D' not registered");
  });
});
