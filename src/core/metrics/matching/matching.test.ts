import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rowPair } from '../buildPairs';
import { explainMatch } from './explain';
import { matchInstances } from './matchInstances';
import { defaultRules, matchingKinds } from './rule';
import { match } from './testMatching';

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
});

/** Numbers without gaps, as labellings have them. */
function compact(ids: readonly number[]): number[] {
  const known = [...new Set(ids.filter((id) => id > 0))];
  return ids.map((id) => (id === 0 ? 0 : known.indexOf(id) + 1));
}
