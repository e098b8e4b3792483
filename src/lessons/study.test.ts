import { expect, test } from 'vitest';
import { judge, verdictOf } from '../core/study/verdict';
import { publishedTable } from './published';
import { remarkOn as remarkOnJudged } from './study';

const difference = (name: string, pairs: number, interval: readonly [number, number] | null) => ({
  name,
  difference: { pairs, mean: interval ? (interval[0] + interval[1]) / 2 : 0.1, interval, tInterval: interval },
});

const remarkOn = (differences: readonly ReturnType<typeof difference>[]) => remarkOnJudged(judge(differences));

test('before there is a pair nothing is remarked; below three pairs it is all chance', () => {
  expect(remarkOnJudged(judge([{ name: 'F1', difference: null }]))).toBeNull();
  expect(remarkOn([difference('F1', 2, null)])).toBe(
    'Fewer than three seeds give no interval: all of it may be chance.',
  );
});

test('what goes beyond chance and what may be chance is named', () => {
  const clear = difference('small-blob sensitivity', 5, [0.04, 0.16]);
  const lower = difference('precision', 5, [-0.2, -0.1]);
  const open = [difference('best F1', 5, [-0.2, 0]), difference('F1', 5, [-0.1, 0.1])];
  expect(remarkOn([clear, ...open])).toBe(
    'Beyond chance: small-blob sensitivity (higher). May be chance: best F1 and F1.',
  );
  expect(remarkOn([clear, lower])).toBe('Beyond chance: small-blob sensitivity (higher) and precision (lower).');
  expect(remarkOn(open)).toBe('All of it may be chance.');
});

test('a score that is undefined in some seeds says in how many it is not', () => {
  expect(verdictOf([difference('F1', 5, [0.05, 0.15]), difference('precision', 2, null)])).toBe(
    'F1 +0.10 [0.05, 0.15], precision +0.10 (defined in 2 of 5 seeds), 5 seeds',
  );
});

test('what is said of the published table is true of its rows', () => {
  const f1Of = (dataset: string, method: string) =>
    publishedTable.rows.find((row) => row.dataset === dataset && row.method === method)?.f1 ?? Number.NaN;
  const sets = [...new Set(publishedTable.rows.map(({ dataset }) => dataset))];
  expect(sets).toHaveLength(5);
  for (const set of sets) {
    expect(f1Of(set, 'blob')).toBeLessThan(f1Of(set, 'DiceCE'));
    expect(f1Of(set, 'BiCC')).toBeGreaterThan(f1Of(set, 'blob'));
  }
  const recallOf = (set: string, method: string) =>
    publishedTable.rows.find((row) => row.dataset === set && row.method === method)?.recall ?? Number.NaN;
  expect(sets.filter((set) => recallOf(set, 'blob') > recallOf(set, 'DiceCE'))).toHaveLength(4);
});
