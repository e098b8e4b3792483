import { expect, test } from 'vitest';
import { randomCase } from '../../../core/bench/testBench';
import { plainGrid, voxelToWorld } from '../../../core/volume';
import { verdictOf } from './BlobVerdict';
import { voxelOfPlace } from './BrushSection';
import { maskReason, presetReason } from './presetReason';

test('examples that a case does not allow say why', () => {
  const { blobs } = randomCase(1);
  const caseOf = (count: number, hasMask = true) => ({ blobs: blobs.slice(0, count), hasMask });
  expect(presetReason('everything', caseOf(0))).toBeNull();
  expect(presetReason('eroded', caseOf(0))).toContain('at least one');
  expect(presetReason('same_dice_a', caseOf(1))).toContain('at least two');
  expect(presetReason('only_largest', caseOf(2))).toBeNull();
  expect(presetReason('perfect', caseOf(0, false))).toBe(maskReason);
  expect(presetReason('three_of_sixteen', caseOf(0, false))).toBeNull();
});

test('the crosshair lies in a voxel, and never outside the scan', () => {
  const grid = plainGrid([10, 10, 10], [2, 2, 2]);
  expect(voxelOfPlace(grid, voxelToWorld(grid.affine, [2.4, 0, 90]))).toEqual([2, 0, 9]);
});

test('a verdict is a sentence; a found blob tells how well', () => {
  const below = { kind: 'scoreBelow', score: 'iou', best: 0.31, threshold: 0.5, isStrict: false, partner: 7 } as const;
  expect(verdictOf({ id: 1, match: 'missed', reason: below }, [])).toBe('Missed: best IoU 0.31 < 0.5 (prediction 7).');
  const touched = { kind: 'touched', voxels: 3, partners: [2] } as const;
  const matches = [{ blobs: [1], components: [2], iou: 0.001, dice: 0.2 }];
  expect(verdictOf({ id: 1, match: 'found', reason: touched }, matches)).toBe(
    'Found: 3 voxels predicted (prediction 2). IoU < 0.01, Dice 0.20.',
  );
  expect(verdictOf({ id: 1, match: 'leftOut', reason: null }, [])).toContain('smallest size');
});
