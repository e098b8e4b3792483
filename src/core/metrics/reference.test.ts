import { expect, test } from 'vitest';
import { rowOf } from './buildPairs';
import { keepLarge } from './filter';
import { Reference } from './reference';

const reference = () => new Reference(rowOf([1, 1, 1, 0, 2, 2, 0, 3]), [8, 1, 1], [1, 1, 1]);
const above = (of: Reference, minVoxels: number) =>
  of.derived(`voxels ${minVoxels}`, (all) => keepLarge(all, minVoxels));

test('what was derived is kept, and is the reference itself where nothing changes', () => {
  const of = reference();
  expect(above(of, 2)).toBe(above(of, 2));
  expect(above(of, 2).components).toEqual({ ids: Int32Array.of(1, 1, 1, 0, 2, 2, 0, 0), count: 2 });
  expect(above(of, 1)).toBe(of);
});

test('of many only those last asked for are kept: each is as large as the scan', () => {
  const of = reference();
  const [first, used] = [above(of, 2), above(of, 3)];
  for (let minVoxels = 4; minVoxels < 40; minVoxels++) {
    above(of, minVoxels);
    expect(above(of, 3)).toBe(used);
  }
  expect(above(of, 2)).not.toBe(first);
});
