import { expect, test } from 'vitest';
import type { Affine } from '../../core/volume';
import { axisStep } from './axisStep';

const plain: Affine = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0];
/** First array axis runs to the left, second upwards, third to the front. */
const turned: Affine = [-1, 0, 0, 0, 0, 0, 2, 0, 0, 1, 0, 0];

test('on a plain grid right, anterior and superior are x, y and z', () => {
  expect([0, 1, 2].map((axis) => axisStep(plain, axis as 0 | 1 | 2, 1))).toEqual([
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ]);
});

test('an array axis that runs to the left is stepped backwards to go right', () => {
  expect(axisStep(turned, 0, 1)).toEqual([-1, 0, 0]);
});

test('a turned grid is stepped along the array axis that lies nearest', () => {
  expect(axisStep(turned, 1, -1)).toEqual([0, 0, -1]);
  expect(axisStep(turned, 2, 1)).toEqual([0, 1, 0]);
});
