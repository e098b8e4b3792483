import { expect, test } from 'vitest';
import { finish, overVoxels, type Steps } from './steps';

test('all steps at once give the result', () => {
  function* three(): Steps<string> {
    for (const fraction of [0, 0.5, 1]) yield fraction;
    return 'done';
  }
  expect(finish(three())).toBe('done');
});

test('a pass meets each voxel once, in order', () => {
  const length = 2.5 * 2 ** 20;
  const parts: [number, number][] = [];
  const told = [...overVoxels(length, (start, end) => void parts.push([start, end]))];
  expect(parts[0][0]).toBe(0);
  expect(parts.at(-1)?.[1]).toBe(length);
  parts.slice(1).forEach(([start], n) => {
    expect(start).toBe(parts[n][1]);
  });
  expect(told).toEqual([0, 0.4, 0.8]);
});
