import { describe, expect, test } from 'vitest';
import { boxMask, maskPair } from '../buildPairs';
import type { LabelledPair } from '../labelled';
import { explainMatch } from './explain';
import { matchInstances } from './matchInstances';
import type { MatchingRule } from './rule';
import { match } from './testMatching';

describe('dilate and merge', () => {
  const rule: MatchingRule = { kind: 'dilateAndMerge', dilation: 1, minVolumeMm3: 1 };

  test('blobs two apart are one lesion, found by a touch of its dilation', () => {
    const result = match(rule, '11..22.....33.', '......1.......');
    expect(result.counts).toEqual({ truePositives: 1, falseNegatives: 1, falsePositives: 0, truePredictions: 1 });
    expect(result.matches).toMatchObject([{ references: [1, 2], predictions: [1], voxels: 0, dice: 0 }]);
    expect(result.reasons.map(explainMatch)).toEqual([
      'found: its lesion of blobs 1, 2 has Dice 0.00 (prediction 1)',
      'found: its lesion of blobs 1, 2 has Dice 0.00 (prediction 1)',
      'missed: nothing predicted within 1 dilation of its lesion',
    ]);
  });

  test('a lesion of at most the minimum is not counted, and what touches it is not false', () => {
    const result = match(rule, '1....22', '11.....');
    expect(result).toMatchObject({ ignoredReferences: [1], missedReferences: [2], falsePredictions: [] });
    expect(explainMatch(result.reasons[0])).toBe('not counted: its lesion has 1.00 ≤ 1 mm³');
  });

  test('the element has edges but no corners', () => {
    const dims = [5, 5, 5] as const;
    const apart = (x: number, y: number, z: number) =>
      maskPair(
        boxMask(dims, [
          [1, 1, 1, 1, 1, 1],
          [x, y, z, 1, 1, 1],
        ]),
        new Uint8Array(125),
        dims,
      );
    const lesions = (pair: LabelledPair) => matchInstances({ ...rule, minVolumeMm3: 0 }, pair).counts.falseNegatives;
    // Two edge steps of one dilation each touch; along the space diagonal the dilations stay corner to corner, which 26-connects.
    expect(lesions(apart(3, 3, 1))).toBe(1);
    expect(lesions(apart(4, 4, 4))).toBe(2);
  });
});
