import { expect, test } from 'vitest';
import { displayOrder, displayToScan, scanToDisplay } from './displayOrder';

test('a scan stored right to left is walked backwards along x', () => {
  const order = displayOrder([4, 5, 6], [-1, 2, 3]);
  expect(order).toEqual({ dims: [4, 5, 6], start: 3, steps: [-1, 4, 20], axes: [0, 1, 2] });
  expect(displayToScan(order, [0, 1, 2])).toEqual([3, 1, 2]);
});

test('a sagittal scan (array axes A, -S, R) finds its axes', () => {
  // Display right = scan axis 3, anterior = scan axis 1, superior = scan axis 2 backwards.
  const order = displayOrder([10, 20, 30], [3, 1, -2]);
  expect(order.dims).toEqual([30, 10, 20]);
  expect(order.axes).toEqual([2, 0, 1]);
  expect(displayToScan(order, [7, 4, 0])).toEqual([4, 19, 7]);
});

test('there and back is the same voxel, and the flat index agrees', () => {
  for (const perm of [
    [1, 2, 3],
    [-2, 3, 1],
    [3, -1, -2],
  ]) {
    const order = displayOrder([3, 4, 5], perm);
    for (const voxel of [
      [0, 0, 0],
      [2, 3, 4],
      [1, 0, 3],
    ] as const) {
      const display = scanToDisplay(order, voxel);
      expect(displayToScan(order, display)).toEqual(voxel);
      const flat = order.start + display.reduce((sum, value, d) => sum + value * order.steps[d], 0);
      expect(flat).toBe(voxel[0] + 3 * (voxel[1] + 4 * voxel[2]));
    }
  }
});
