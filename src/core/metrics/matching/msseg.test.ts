import { describe, expect, test } from 'vitest';
import { defaultRules } from './rule';
import { match, words } from './testMatching';

describe('MSSEG', () => {
  const rule = defaultRules.msseg;

  test('coverage must exceed alpha', () => {
    expect(words(rule, '1111111111', '1.........')).toEqual(['missed: covered 0.10 ≤ 0.1 (alpha)']);
    expect(words(rule, '1111111111', '11........')).toEqual([
      'found: covered 0.20, 1.00 ≥ 0.65 (gamma) of that explained',
    ]);
  });

  test('a prediction that lies too far outside does not count', () => {
    expect(words(rule, '11........', '1111111111')).toEqual([
      'missed: prediction 1 lies 0.80 > 0.7 (beta) outside the reference',
    ]);
    expect(words(rule, '111.......', '1111111111')[0]).toMatch(/^found/);
  });

  test('once gamma is explained, smaller predictions may lie anywhere', () => {
    const reference = '1111111111..........';
    // Prediction 1 covers 7 of the 8 covered voxels; prediction 2 one, with nine outside.
    expect(match(rule, reference, '1111111..2222222222.').matchedReferences).toEqual([1]);
  });

  test('both sides are judged: sensitivity over lesions, precision over predictions', () => {
    const result = match(rule, '1111..22..', '1111....22');
    expect(result.matchedReferences).toEqual([1]);
    expect(result.matchedPredictions).toEqual([1]);
    expect(result.falsePredictions).toEqual([2]);
  });
});
