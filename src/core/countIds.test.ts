import { expect, test } from 'vitest';
import { countIds } from './countIds';

test('each id has its voxels, whether they stand together or not', () => {
  expect([...countIds(Int32Array.of(2, 2, 0, 1, 2, 2, 2, 0), 4)]).toEqual([2, 1, 5, 0, 0]);
  expect([...countIds(new Int32Array(0), 2)]).toEqual([0, 0, 0]);
});
