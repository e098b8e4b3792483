import { describe, expect, test } from 'vitest';
import { scoreInstances } from '../instances';
import { match, words } from './testMatching';

describe('any overlap', () => {
  test('one prediction over two blobs, one false, one blob missed', () => {
    const result = match({ kind: 'anyOverlap' }, '11.22.33....', '.111.....2.3');
    expect(result).toMatchObject({
      matchedReferences: [1, 2],
      missedReferences: [3],
      matchedPredictions: [1],
      falsePredictions: [2, 3],
      counts: { truePositives: 2, falseNegatives: 1, falsePositives: 2, truePredictions: 1 },
    });
  });

  test('a prediction of everything finds all: F1 = 1', () => {
    const result = match({ kind: 'anyOverlap' }, '1..2..3', '1111111');
    expect(scoreInstances(result)).toMatchObject({ sensitivity: 1, precision: 1, f1: 1, f1Harmonic: 1 });
  });

  test('F1 of counts and harmonic F1 differ where a blob is found in pieces', () => {
    const scores = scoreInstances(match({ kind: 'anyOverlap' }, '11111.2.', '1.2.3..4'));
    expect(scores.f1).toBe(1 / (1 + (1 + 1) / 2));
    expect(scores.f1Harmonic).toBeCloseTo((2 * 0.5 * 0.75) / (0.5 + 0.75), 12);
  });

  test('says how much is predicted, and by whom', () => {
    expect(words({ kind: 'anyOverlap' }, '1111.22', '1.22...')).toEqual([
      'found: 3 voxels predicted (predictions 1, 2)',
      'missed: no predicted voxel in it',
    ]);
  });
});

describe('share', () => {
  const rule = { kind: 'share', minShare: 0.25 } as const;

  test('a share equal to the threshold is not enough', () => {
    expect(match(rule, '1111', '1...').missedReferences).toEqual([1]);
    expect(match(rule, '1111', '11..').missedReferences).toEqual([]);
  });

  test('pieces count one by one', () => {
    expect(match(rule, '11111111', '1.22..33').matchedPredictions).toEqual([]);
  });

  test('says the best share', () => {
    expect(words(rule, '1111.2222', '1....222.')).toEqual([
      'missed: best share of it covered 0.25 ≤ 0.25 (prediction 1)',
      'found: best share of it covered 0.75 > 0.25 (prediction 2)',
    ]);
  });
});
