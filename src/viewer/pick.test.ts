import { expect, test } from 'vitest';
import { firstHit } from './pick';

const dims = [10, 8, 6] as const;
const slots = new Uint8Array(10 * 8 * 6);
slots[3 + 10 * (4 + 8 * 2)] = 1;
slots[7 + 10 * (4 + 8 * 2)] = 2;
const middle = (y: number, z: number) => [(y + 0.5) / 8, (z + 0.5) / 6] as const;

test('a line of sight stops at the first voxel it meets, from either side', () => {
  const [y, z] = middle(4, 2);
  expect(firstHit([-1, y, z], [2, y, z], dims, slots)).toEqual([3, 4, 2]);
  expect(firstHit([2, y, z], [-1, y, z], dims, slots)).toEqual([7, 4, 2]);
});

test('an oblique line that passes through one voxel finds it', () => {
  const [x, y, z] = [3.5 / 10, 4.5 / 8, 2.5 / 6];
  expect(firstHit([x - 1, y - 1, z - 1], [x + 1, y + 1, z + 1], dims, slots)).toEqual([3, 4, 2]);
});

test('lines that meet nothing or miss the volume find nothing', () => {
  const [y, z] = middle(0, 0);
  expect(firstHit([-1, y, z], [2, y, z], dims, slots)).toBeNull();
  expect(firstHit([-1, 1.5, z], [2, 1.5, z], dims, slots)).toBeNull();
  expect(firstHit([-1, -1, -1], [-0.5, -0.5, -0.5], dims, slots)).toBeNull();
});
