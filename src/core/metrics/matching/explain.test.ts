import { describe, expect, test } from 'vitest';
import { textPair } from '../buildPairs';
import { explainPair } from './explain';
import { explainPrediction } from './explainPrediction';
import { matchInstances } from './matchInstances';
import { defaultRules, type MatchingRule } from './rule';

describe('sentences', () => {
  test('a chosen pair in a sentence', () => {
    const pair = textPair('1111.22', '.11111.');
    const matching = matchInstances(defaultRules.greedy, pair);
    expect(explainPair(pair.table, matching, 1, 1)).toBe(
      'blob 1 and prediction 1 share 3 voxels: IoU 0.50, Dice 0.67, 0.75 of the blob covered; matched',
    );
    expect(explainPair(pair.table, matching, 2, 1)).toContain('share 1 voxel: IoU 0.17');
    expect(explainPair(pair.table, matching, 2, 1)).toContain('not matched');
    expect(explainPair(pair.table, matching, 2, 2)).toBe('blob 2 and prediction 2 share no voxel');
  });

  test('a prediction in a sentence', () => {
    const pair = textPair('1111.22.....', '.11111...22.');
    const matching = matchInstances(defaultRules.greedy, pair);
    const words = [1, 2].map((id) => explainPrediction(pair.table, matching, id));
    expect(words).toEqual(['true: matched with blob 1', 'false: touches no blob']);
    const none = matchInstances({ ...defaultRules.greedy, threshold: 0.9 }, pair);
    expect(explainPrediction(pair.table, none, 1)).toBe('false: best IoU 0.50 < 0.9 (blob 1, 3 voxels shared)');
    const small = textPair('1....22', '.1.....');
    const ignored = matchInstances({ kind: 'dilateAndMerge', dilation: 1, minVolumeMm3: 1 }, small);
    expect(explainPrediction(small.table, ignored, 1)).toBe('true: near a blob');
  });

  test('why a prediction is false, by each rule', () => {
    const why = (reference: string, prediction: string, rule: MatchingRule, id: number) => {
      const pair = textPair(reference, prediction);
      return explainPrediction(pair.table, matchInstances(rule, pair), id);
    };
    expect(why('1111111111.', '1.2222.....', defaultRules.share, 1)).toBe(
      'false: best share of a blob covered 0.10 ≤ 0.1 (blob 1, 1 voxel shared)',
    );
    expect(why('1111', '1.22', { ...defaultRules.greedy, threshold: 0.2 }, 1)).toBe(
      'false: IoU 0.25 ≥ 0.2, but blob 1 is matched with prediction 2',
    );
    expect(why('1111', '1.22', { ...defaultRules.greedy, score: 'dice', isStrict: true, threshold: 0.8 }, 2)).toBe(
      'false: best Dice 0.67 ≤ 0.8 (blob 1, 2 voxels shared)',
    );
    expect(why('1.........', '1111111111', { ...defaultRules.msseg, alpha: 0.2 }, 1)).toBe(
      'false: only 0.10 ≤ 0.2 (alpha) of it lies in blobs',
    );
    expect(why('1111111111', '1.........', { ...defaultRules.msseg, alpha: 0.05 }, 1)).toContain(
      'predicted too little',
    );
    expect(why('11111111..', '1.........', { kind: 'voronoi', minDice: 0.5 }, 1)).toBe(
      'false: no blob that it touches is found (1 voxel in blob 1, IoU 0.13)',
    );
    expect(why('1.....', '.....1', { kind: 'dilateAndMerge', dilation: 2, minVolumeMm3: 0 }, 1)).toBe(
      'false: touches no blob, nor what is within 2 dilations of one',
    );
  });
});
