import { describe, expect, test } from 'vitest';
import { presetIds } from '../core/bench/edit';
import { editWords, presetOrder, startWords } from './bench';

test('every example is offered once', () => {
  expect(presetOrder.flat().sort()).toEqual([...presetIds].sort());
});

describe('what stands on the bench in words', () => {
  test('what it began as', () => {
    expect(startWords({ kind: 'perfect' })).toBe('a perfect prediction');
    expect(startWords({ kind: 'lane', step: 1 })).toBe('a lane after 1 step');
    expect(startWords({ kind: 'file', name: 'p.nii', isBinary: false })).toBe('p.nii (probabilities)');
    expect(startWords({ kind: 'preset', preset: 'same_dice_b' })).toBe('“Same Dice, different patients” B');
    expect(startWords({ kind: 'preset', preset: 'everything' })).toBe('“Everything”');
  });

  test('the newest touch', () => {
    expect(editWords({ kind: 'shrink', blob: 3, by: 2 })).toBe('blob 3 shrunk by 2');
    expect(editWords({ kind: 'ball', centre: [0, 0, 0], voxels: 1200, probability: 1 })).toBe(
      'false positive of 1,200 voxels',
    );
  });
});
