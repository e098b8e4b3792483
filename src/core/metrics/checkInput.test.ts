import { expect, test } from 'vitest';
import { InputError } from '../errors';
import { type Grid, plainGrid } from '../volume';
import { checkCount, checkProbabilities, checkSameGrid, labelInstances, mostComponents } from './checkInput';

const grid = plainGrid([4, 5, 6], [1, 1, 2]);

function moved(shift: number): Grid {
  const [a, b, c, x, ...rest] = grid.affine;
  return { ...grid, affine: [a, b, c, x + shift, ...rest] };
}

test('a prediction on another grid is refused, one that lies within half a voxel is not', () => {
  expect(() => checkSameGrid(grid, plainGrid([4, 5, 7]))).toThrow(
    'A prediction of 4 x 5 x 7 voxels on a reference of 4 x 5 x 6; expected both on one grid. Resample',
  );
  expect(() => checkSameGrid(grid, moved(0.6))).toThrow('voxels lie up to 0.6 mm from those of the reference');
  expect(() => checkSameGrid(grid, moved(0.4))).not.toThrow();
  expect(() => checkSameGrid(grid, plainGrid([4, 5, 6], [1, 1, 3]))).toThrow('2.5 mm');
});

test('NaN and values outside 0..1 are refused with what they look like', () => {
  expect(() => checkProbabilities([0, 0.5, 1])).not.toThrow();
  expect(() => checkProbabilities([0, Number.NaN, Infinity])).toThrow('2 voxels of the prediction are not numbers');
  expect(() => checkProbabilities([-4, 2.5])).toThrow(
    'The prediction has values from -4 to 2.5; expected probabilities from 0 to 1. Apply the sigmoid',
  );
  expect(() => checkProbabilities([0, 255])).toThrow('from 0 to 255');
});

test('more components than the limit are noise, and a sentence says so', () => {
  expect(() => checkCount(mostComponents)).not.toThrow();
  const dims = [2 * mostComponents + 3, 1, 1] as const;
  const noise = Uint8Array.from({ length: dims[0] }, (_, x) => x % 2);
  expect(() => labelInstances(noise, dims, 6)).toThrow(InputError);
  expect(() => labelInstances(noise, dims, 6)).toThrow('20,001 connected components; expected at most 20,000.');
  expect(labelInstances(Uint8Array.of(1, 0, 1), [3, 1, 1], 6).count).toBe(2);
});
