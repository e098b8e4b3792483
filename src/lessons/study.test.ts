import { expect, test } from 'vitest';
import { verdictOf } from '../core/study/verdict';
import { publishedTable } from './published';
import { remarkOn } from './study';

const difference = (name: string, pairs: number, interval: readonly [number, number] | null) => ({
  name,
  difference: { pairs, mean: 0.1, interval },
});

test('before there is a pair nothing is remarked; below three pairs it is all chance', () => {
  expect(remarkOn([{ name: 'F1', difference: null }])).toBeNull();
  expect(remarkOn([difference('F1', 2, null)])).toBe(
    'Fewer than three seeds give no interval: all of it may be chance.',
  );
});

test('differences whose interval holds 0 are named; few pairs are said to be too narrow', () => {
  const clear = difference('small-blob sensitivity', 5, [0.04, 0.17]);
  const open = [difference('precision', 5, [-0.2, 0]), difference('F1', 5, [-0.1, 0.1])];
  expect(remarkOn([clear, ...open])).toBe(
    'The intervals of precision and F1 hold 0: that may be chance. Bootstrap intervals of 5 pairs are too narrow: those of five hold the truth about 83 times in 100, not 95.',
  );
  expect(remarkOn([clear])).toMatch(/^Bootstrap intervals of 5 pairs/);
  expect(remarkOn([clear, open[0]])).toMatch(/^The interval of precision holds 0/);
  expect(remarkOn([difference('F1', 12, [0.1, 0.2])])).toBe(
    'The intervals hold 95 % of the bootstrap means of the pairs.',
  );
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
