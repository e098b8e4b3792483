import { expect, test } from 'vitest';
import { outlineOf, StrokeMaker } from './brush';

test('a stroke grows voxel by voxel, and keeps the slice in which it began', () => {
  const maker = new StrokeMaker();
  expect(maker.goOn([1, 2, 3], 2)).toEqual({ id: 1, path: [[1, 2, 3]], axis: 2 });
  expect(maker.goOn([1, 2, 3], 2)).toBeNull();
  expect(maker.goOn([2, 2, 3], 2)?.path).toEqual([
    [1, 2, 3],
    [2, 2, 3],
  ]);
  maker.end();
  expect(maker.goOn([2, 2, 3], 0)).toEqual({ id: 2, path: [[2, 2, 3]], axis: 0 });
  expect(new StrokeMaker().goOn([2, 2, 3], 0)?.id).toBe(3);
});

test('the outline reaches half a voxel further than the radius, in the shape of the voxels', () => {
  const outline = outlineOf({ x: 0.25, y: 0.5 }, { x: 2, y: 6 }, { radius: 3, isEraser: true });
  expect(outline).toEqual({ x: 0.25, y: 0.5, acrossPx: 7, downPx: 21, isEraser: true });
});
