import { describe, expect, test } from 'vitest';
import { defaultRules, type MatchingRule } from './rule';
import { match, words } from './testMatching';

describe('Voronoi cells', () => {
  test('a bridge is cut at the border of the cells', () => {
    const result = match(defaultRules.voronoi, '11....22', '11111222');
    expect(result.matches).toMatchObject([
      { references: [1], predictions: [1], voxels: 2, dice: 4 / 6, iou: 2 / 4 },
      { references: [2], predictions: [2], voxels: 2, dice: 4 / 6 },
    ]);
  });

  test('a floor for the Dice of a cell', () => {
    const rule: MatchingRule = { kind: 'voronoi', minDice: 0.5 };
    expect(words(rule, '11111...22', '1.......22')).toEqual([
      'missed: Dice in its cell 0.33 ≤ 0.5',
      'found: Dice in its cell 1.00 > 0.5',
    ]);
  });
});
