import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { boxMask, maskPair, rowPair, textPair } from '../buildPairs';
import { scoreInstances } from '../instances';
import type { LabelledPair } from '../labelled';
import { assign } from './assignment';
import { explainMatch, explainPair } from './explain';
import { explainPrediction } from './explainPrediction';
import { matchInstances } from './matchInstances';
import { defaultRules, type MatchingRule, matchingKinds } from './rule';

function match(rule: MatchingRule, reference: string, prediction: string) {
  return matchInstances(rule, textPair(reference, prediction));
}

function words(rule: MatchingRule, reference: string, prediction: string): string[] {
  return match(rule, reference, prediction).reasons.map(explainMatch);
}

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

describe('greedy, one to one', () => {
  const rule: MatchingRule = { kind: 'greedy', score: 'iou', threshold: 0.5 };

  test('a pair at the threshold matches, below it does not', () => {
    expect(match(rule, '1111', '11..').matchedReferences).toEqual([1]);
    expect(match(rule, '11111', '11...').matchedReferences).toEqual([]);
    expect(match({ ...rule, isStrict: true }, '1111', '11..').matchedReferences).toEqual([]);
    expect(match({ ...rule, score: 'dice' }, '111', '1..').matchedReferences).toEqual([1]);
  });

  test('says the best score, with the digits it takes', () => {
    expect(words(rule, '1111111111', '111.......')).toEqual(['missed: best IoU 0.30 < 0.5 (prediction 1)']);
    expect(words({ ...rule, threshold: 0.3333 }, '111', '1..')).toEqual(['found: IoU 0.33333 ≥ 0.3333 (prediction 1)']);
    expect(words({ ...rule, isStrict: true }, '1111', '11..')).toEqual(['missed: best IoU 0.50 ≤ 0.5 (prediction 1)']);
  });

  test('the better pair is taken first, and the other blob is told who has its partner', () => {
    const low: MatchingRule = { ...rule, threshold: 0.1 };
    const result = match(low, '1.222', '11111');
    expect(result.matches).toMatchObject([{ references: [2], predictions: [1], iou: 3 / 5 }]);
    expect(result.reasons.map(explainMatch)).toEqual([
      'missed: IoU 0.20 ≥ 0.1, but prediction 1 is matched with blob 2',
      'found: IoU 0.60 ≥ 0.1 (prediction 1)',
    ]);
  });
});

describe('optimal, one to one', () => {
  // Blob 1 overlaps both predictions, blob 2 only the first; the best pair is (1, 1).
  const reference = '11111122..';
  const prediction = '2211111...';

  test('more is matched than greedily, with a larger sum', () => {
    const low = { score: 'iou', threshold: 0.05 } as const;
    expect(match({ kind: 'greedy', ...low }, reference, prediction).matchedReferences).toEqual([1]);
    const best = match({ kind: 'optimal', aim: 'count', ...low }, reference, prediction);
    expect(best.matches.map(({ references, predictions }) => [...references, ...predictions])).toEqual([
      [1, 2],
      [2, 1],
    ]);
  });

  test('the largest sum may mean fewer pairs', () => {
    // IoU: (1,1) 0.57, (1,2) 0.33, (2,1) 0.17: one pair has more than the two.
    const low = { kind: 'optimal', score: 'iou', threshold: 0.05 } as const;
    expect(match({ ...low, aim: 'score' }, reference, prediction).matchedReferences).toEqual([1]);
    expect(match({ ...low, aim: 'score' }, reference, prediction).reasons.map(explainMatch)[1]).toBe(
      'missed: IoU 0.17 ≥ 0.05, but prediction 1 is matched with blob 1',
    );
  });

  test('the assignment is the best of all permutations', () => {
    const side = fc.integer({ min: 1, max: 5 });
    fc.assert(
      fc.property(
        side,
        side,
        fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 25, maxLength: 25 }),
        (r, c, values) => {
          const gains = Array.from({ length: r }, (_, row) => Float64Array.from(values.slice(5 * row, 5 * row + c)));
          const columns = assign(gains);
          const used = [...columns].filter((column) => column >= 0);
          expect(new Set(used).size).toBe(used.length);
          expect(used.length).toBe(Math.min(r, c));
          const sum = columns.reduce((total, column, row) => total + (column < 0 ? 0 : gains[row][column]), 0);
          expect(sum).toBe(bestSum(gains, 0, new Set()));
        },
      ),
    );
  });
});

function bestSum(gains: readonly Float64Array[], row: number, used: ReadonlySet<number>): number {
  if (row === gains.length) return 0;
  const takes = [...gains[row].keys()]
    .filter((column) => !used.has(column))
    .map((column) => gains[row][column] + bestSum(gains, row + 1, new Set([...used, column])));
  return Math.max(bestSum(gains, row + 1, used), ...takes);
}

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

describe('every rule', () => {
  test.each(matchingKinds)('%s: perfect, nothing predicted, nothing in the reference, both empty', (kind) => {
    const rule = kind === 'dilateAndMerge' ? { ...defaultRules[kind], dilation: 0 } : defaultRules[kind];
    const counts = (reference: string, prediction: string) => match(rule, reference, prediction).counts;
    const both = { truePositives: 2, falseNegatives: 0, falsePositives: 0, truePredictions: 2 };
    expect(counts('1111...2222', '1111...2222')).toEqual(both);
    expect(counts('1111...2222', '...........')).toMatchObject({
      truePositives: 0,
      falseNegatives: 2,
      falsePositives: 0,
    });
    expect(counts('...........', '1111...2222')).toMatchObject({
      truePositives: 0,
      falseNegatives: 0,
      falsePositives: 2,
    });
    expect(counts('...', '...')).toMatchObject({ truePositives: 0, falseNegatives: 0, falsePositives: 0 });
  });

  test.each(matchingKinds)('%s: everybody is on one list of his side, with a reason', (kind) => {
    const ids = fc.array(fc.nat(3), { minLength: 14, maxLength: 14 });
    fc.assert(
      fc.property(ids, ids, (a, b) => {
        const pair = rowPair(compact(a), compact(b));
        const result = matchInstances(defaultRules[kind], pair);
        const references = [...result.matchedReferences, ...result.missedReferences, ...result.ignoredReferences];
        const predictions = [...result.matchedPredictions, ...result.falsePredictions];
        const all = (count: number) => Array.from({ length: count }, (_, k) => k + 1);
        expect(references.sort((x, y) => x - y)).toEqual(all(pair.table.referenceCount));
        expect(predictions.sort((x, y) => x - y)).toEqual(all(pair.table.predictionCount));
        result.reasons.forEach((reason, k) => {
          const isMatched = result.matchedReferences.includes(k + 1);
          expect(explainMatch(reason).startsWith('found')).toBe(isMatched);
        });
      }),
    );
  });

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

/** Numbers without gaps, as labellings have them. */
function compact(ids: readonly number[]): number[] {
  const known = [...new Set(ids.filter((id) => id > 0))];
  return ids.map((id) => (id === 0 ? 0 : known.indexOf(id) + 1));
}
