import { describe, expect, test } from 'vitest';
import { explainMatch } from './explain';
import type { MatchingRule } from './rule';
import { match } from './testMatching';

describe('many to one', () => {
  const rule: MatchingRule = { kind: 'manyToOne', score: 'iou', threshold: 0.5 };

  test('a second piece joins where the union scores more', () => {
    const result = match(rule, '1111111', '1111.22');
    expect(result.matches).toMatchObject([{ references: [1], predictions: [1, 2], iou: 6 / 7 }]);
    expect(result.falsePredictions).toEqual([]);
    expect(result.reasons.map(explainMatch)).toEqual(['found: IoU 0.86 together (predictions 1, 2)']);
  });

  test('a piece that lies mostly outside stays false', () => {
    expect(match(rule, '11111.....', '1111222222').matches).toMatchObject([{ predictions: [1], iou: 4 / 5 }]);
  });

  test('the first piece must be good enough alone', () => {
    const result = match(rule, '11111111', '111..222');
    expect(result.matchedReferences).toEqual([]);
    expect(result.reasons.map(explainMatch)).toEqual(['missed: best IoU 0.38 < 0.5 (prediction 1)']);
  });
});
