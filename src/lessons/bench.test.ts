import { describe, expect, test } from 'vitest';
import { presetIds } from '../core/bench/edits/edit';
import { budgetSentence, editWords, presetOrder, startWords } from './bench';

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

test('sensitivity at budgets of false components', () => {
  const rate = (value: number | null) => (value === null ? 'undefined' : value.toFixed(2));
  const budgets = [
    { most: 0, best: null },
    { most: 1, best: { threshold: 0.35, sensitivity: 0.5 } },
    { most: 4, best: { threshold: 0.1, sensitivity: 0.75 } },
  ];
  expect(budgetSentence(budgets, rate)).toBe(
    'No false component: no threshold keeps to it; at most 1 false: sensitivity 0.50 (above 0.35); at most 4 false: sensitivity 0.75 (above 0.1).',
  );
  const none = budgets.map(({ most }) => ({ most, best: null }));
  expect(budgetSentence(none, rate)).toBe('No threshold leaves as few as 4 false components.');
});
