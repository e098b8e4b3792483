import { expect, test } from 'vitest';
import { checkAffordable } from './limits';

test('67 million voxels pass where memory allows, one slice more does not', () => {
  expect(() => checkAffordable([512, 512, 256], 8, 16)).not.toThrow();
  expect(() => checkAffordable([512, 512, 257], 1, 16)).toThrow('at most 67 million voxels');
});

test('a machine with little memory refuses earlier, with the numbers', () => {
  expect(() => checkAffordable([256, 256, 256], 4, 1)).not.toThrow();
  expect(() => checkAffordable([512, 512, 128], 4, 1)).toThrow(
    /half of this machine's memory, 537 MB \(it needs 805 MB\)/,
  );
});
