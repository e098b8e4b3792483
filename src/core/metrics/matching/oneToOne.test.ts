import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assign } from './assignment';
import { explainMatch } from './explain';
import type { MatchingRule } from './rule';
import { match, words } from './testMatching';

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
