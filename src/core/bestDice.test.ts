import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bestDiceMissing, mostMissable } from './bestDice';

test('by hand: blobs of 90, 6 and 4 voxels', () => {
  expect(bestDiceMissing([90, 6, 4], 0)).toBe(1);
  expect(bestDiceMissing([90, 6, 4], 1)).toBeCloseTo(192 / 196, 12);
  expect(bestDiceMissing([6, 90, 4], 2)).toBeCloseTo(180 / 190, 12);
  expect(bestDiceMissing([90, 6, 4], 3)).toBe(0);
  expect(mostMissable([4, 90, 6], 0.9)).toEqual({ missed: 2, dice: 180 / 190 });
  expect(mostMissable([4, 90, 6], 0.95)).toEqual({ missed: 1, dice: 192 / 196 });
});

test('equal blobs: missing one of four already costs more than 0.9 allows', () => {
  expect(mostMissable([5, 5, 5, 5], 0.9)).toEqual({ missed: 0, dice: 1 });
  expect(bestDiceMissing([5, 5, 5, 5], 1)).toBeCloseTo(30 / 35, 12);
});

test('a Dice of exactly 0.9 counts: 9 of 11 voxels kept', () => {
  expect(mostMissable([9, 2], 0.9)).toEqual({ missed: 1, dice: 0.9 });
});

test('one blob or none: nothing can be missed', () => {
  expect(mostMissable([7], 0.9)).toEqual({ missed: 0, dice: 1 });
  expect(mostMissable([], 0.9)).toEqual({ missed: 0, dice: 1 });
  expect(bestDiceMissing([], 0)).toBe(0);
});

test('no prediction that misses so many blobs does better, whatever else it predicts', () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 5 });
  const hits = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 5, maxLength: 5 });
  fc.assert(
    fc.property(sizes, hits, fc.integer({ min: 0, max: 9 }), (voxels, wanted, falsePositives) => {
      const right = voxels.map((size, n) => Math.min(size, wanted[n]));
      const missed = right.filter((count) => count === 0).length;
      const truePositives = right.reduce((a, b) => a + b, 0);
      const total = voxels.reduce((a, b) => a + b, 0);
      const dice = (2 * truePositives) / (truePositives + falsePositives + total);
      expect(dice).toBeLessThanOrEqual(bestDiceMissing(voxels, missed) + 1e-12);
    }),
  );
});

test('one blob more than the most that can be missed falls below the wanted Dice', () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(sizes, fc.double({ min: 0.1, max: 0.99, noNaN: true }), (voxels, dice) => {
      const most = mostMissable(voxels, dice);
      expect(most.dice).toBeCloseTo(bestDiceMissing(voxels, most.missed), 12);
      expect(most.dice).toBeGreaterThanOrEqual(dice - 1e-9);
      expect(bestDiceMissing(voxels, most.missed + 1)).toBeLessThan(dice);
    }),
  );
});
