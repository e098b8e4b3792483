import { expect, test } from 'vitest';
import { labelComponents } from './components';
import { countSizes, type MaskSizes, missableInEach, summariseMask, summariseTogether } from './maskSizes';

const mask = (sizes: number[], edgeMm = 1, voxelTotal = 1000): MaskSizes => ({
  spacingMm: [edgeMm, edgeMm, edgeMm],
  voxelTotal,
  sizes,
});

test('the sizes of components, falling', () => {
  const row = Uint8Array.from([1, 0, 1, 1, 1, 0, 1, 1, 0, 0]);
  expect(countSizes(labelComponents(row, [10, 1, 1], 26))).toEqual([3, 2, 1]);
  expect(countSizes(labelComponents(new Uint8Array(10), [10, 1, 1], 26))).toEqual([]);
});

test('one mask by hand: 90, 6 and 4 voxels of 8 mm³', () => {
  const summary = summariseMask(mask([90, 6, 4], 2));
  expect(summary.voxels).toEqual({ smallest: 4, median: 6, largest: 90 });
  expect(summary.mm3).toEqual({ smallest: 32, median: 48, largest: 720 });
  expect(summary.imbalance).toMatchObject({ blobCount: 3, largestShare: 0.9, smallerHalfShare: 0.04 });
  expect(summary.missable).toEqual({ missed: 2, dice: 180 / 190 });
  expect(summary.diceWithoutSmallest).toBeCloseTo(192 / 196, 12);
  expect(summary.pull?.blobDiceWhenClean).toBeCloseTo(1 / 3, 12);
});

test('of an even number of blobs the median is the lower of the two in the middle', () => {
  expect(summariseMask(mask([9, 5, 2, 1])).voxels.median).toBe(2);
});

test('two masks together: all blobs as of one, volumes by the voxels of each, the pull as in the middle one', () => {
  const masks = [mask([90, 10]), mask([5, 5], 2, 500)];
  const together = summariseTogether(masks);
  expect(together.voxels).toEqual({ smallest: 5, median: 5, largest: 90 });
  expect(together.mm3).toEqual({ smallest: 10, median: 40, largest: 90 });
  expect(together.imbalance).toMatchObject({ blobCount: 4, foregroundVoxels: 110, foregroundShare: 110 / 1500 });
  // 90 of 110 kept: 180 / 200.
  expect(together.missable).toEqual({ missed: 3, dice: 0.9 });
  expect(together.pull?.global).toBeCloseTo(0.1, 12);
  expect(missableInEach(masks)).toBe(1);
});

test('without blobs everything is 0', () => {
  expect(summariseMask(mask([]))).toMatchObject({
    imbalance: { blobCount: 0, gini: 0 },
    voxels: { smallest: 0, median: 0, largest: 0 },
    missable: { missed: 0 },
    diceWithoutSmallest: 0,
    pull: null,
  });
  expect(summariseTogether([]).pull).toBeNull();
});
