import { expect, test } from 'vitest';
import { plainNormLeaky, plainNormLeakyGradient } from './plainNorm';
import {
  type Plain,
  plainConv3d,
  plainConv3dFilterGradient,
  plainConv3dInputGradient,
  plainZeros,
  type Shape5,
  type Walk,
} from './plainOps';

const settings = { epsilon: 1e-5, slope: 0.01 };

function wave(shape: Shape5, phase: number): Plain {
  const plain = plainZeros(shape);
  plain.values.forEach((_, i) => {
    plain.values[i] = Math.sin(1.7 * i * i + phase) + 0.3 * Math.cos(i + phase);
  });
  return plain;
}

function dot(a: Plain, b: Plain): number {
  return a.values.reduce((total, value, i) => total + value * b.values[i], 0);
}

/** Central differences of `loss` by each entry of `at`. */
function slopes(values: Float64Array, loss: () => number): number[] {
  const step = 1e-5;
  return Array.from(values, (value, i) => {
    values[i] = value + step;
    const up = loss();
    values[i] = value - step;
    const down = loss();
    values[i] = value;
    return (up - down) / (2 * step);
  });
}

function expectClose(got: ArrayLike<number>, want: ArrayLike<number>, tolerance: number) {
  expect(got.length).toBe(want.length);
  for (let i = 0; i < want.length; i++)
    expect(Math.abs(got[i] - want[i]), `entry ${i}: ${got[i]} against ${want[i]}`).toBeLessThan(tolerance);
}

test('a 3x3x3 filter of ones counts the neighbours inside the volume', () => {
  const x = plainZeros([1, 3, 3, 3, 1]);
  x.values.fill(1);
  const filter = plainZeros([3, 3, 3, 1, 1]);
  filter.values.fill(1);
  const y = plainConv3d(x, filter, { stride: 1, pad: 'same' });
  expect([y.values[0], y.values[1], y.values[4], y.values[13]]).toEqual([8, 12, 18, 27]);
});

test('stride 2 with kernel 2 gives each block of eight voxels once, taps in the order z, y, x', () => {
  const x = plainZeros([1, 2, 2, 4, 1]);
  x.values.forEach((_, i) => {
    x.values[i] = i;
  });
  const filter = plainZeros([2, 2, 2, 1, 1]);
  filter.values[1] = 1;
  filter.values[2] = 10;
  filter.values[4] = 100;
  // x neighbour: 1 and 3, y neighbour: 4 and 6, z neighbour: 8 and 10.
  expect([...plainConv3d(x, filter, { stride: 2, pad: 'valid' }).values]).toEqual([841, 1063]);
});

test('same padding at stride 2 puts the odd zero at the far end', () => {
  const x = plainZeros([1, 1, 1, 4, 1]);
  x.values.set([1, 2, 3, 4]);
  const filter = plainZeros([1, 1, 3, 1, 1]);
  filter.values.set([1, 10, 100]);
  expect([...plainConv3d(x, filter, { stride: 2, pad: 'same' }).values]).toEqual([321, 43]);
});

const walks: readonly [Walk, number][] = [
  [{ stride: 1, pad: 'same' }, 3],
  [{ stride: 1, pad: 'valid' }, 2],
  [{ stride: 2, pad: 'same' }, 3],
  [{ stride: 2, pad: 'valid' }, 2],
];
for (const [walk, k] of walks)
  test(`gradients of kernel ${k}, stride ${walk.stride}, ${walk.pad} are the slopes`, () => {
    const x = wave([2, 3, 4, 5, 2], 0.1);
    const filter = wave([k, k, k, 2, 3], 0.7);
    const weight = wave(plainConv3d(x, filter, walk).shape, 1.3);
    const loss = () => dot(plainConv3d(x, filter, walk), weight);
    expectClose(plainConv3dInputGradient(x.shape, filter, weight, walk).values, slopes(x.values, loss), 1e-8);
    expectClose(plainConv3dFilterGradient(x, filter.shape, weight, walk).values, slopes(filter.values, loss), 1e-8);
  });

test('instance norm brings 1, 3 to -1, 1, and leaky ReLU takes a hundredth of what is negative', () => {
  const x = plainZeros([1, 1, 1, 2, 1]);
  x.values.set([1, 3]);
  const y = plainNormLeaky(x, [2], [0.5], { epsilon: 0, slope: 0.01 });
  expectClose(y.values, [-0.015, 2.5], 1e-12);
});

test('gradients of instance norm with leaky ReLU are the slopes', () => {
  const x = wave([2, 2, 3, 2, 3], 0.4);
  const gain = Float64Array.from([1.2, -0.7, 0.4]);
  const offset = Float64Array.from([0.1, -0.2, 0.3]);
  const weight = wave(x.shape, 2.1);
  const loss = () => dot(plainNormLeaky(x, gain, offset, settings), weight);
  const { dx, dGain, dOffset } = plainNormLeakyGradient(x, gain, offset, weight, settings);
  expectClose(dx.values, slopes(x.values, loss), 1e-7);
  expectClose(dGain, slopes(gain, loss), 1e-7);
  expectClose(dOffset, slopes(offset, loss), 1e-7);
});
