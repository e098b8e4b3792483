import { expect, test } from 'vitest';
import { findTermFlags } from './termFlags';
import { stepRecord } from './testRuns';

const run = (weights: readonly (readonly [number, number])[]) =>
  weights.map(([alpha, beta], i) => stepRecord({ step: i + 1, alpha, beta }));

test('a run with steady weights has no flag', () => {
  expect(findTermFlags(run([[2, 1], [2, 1]]), 0)).toEqual([]); // biome-ignore format: pairs
  expect(findTermFlags([], 0)).toEqual([]);
});

test('a change is flagged at the first step that has it', () => {
  expect(findTermFlags(run([[2, 1], [2, 1], [2, 4], [2, 4]]), 0)).toEqual([{ step: 3, words: 'β 1→4' }]); // biome-ignore format: pairs
  expect(findTermFlags(run([[2, 1], [1, 0.5]]), 0)).toEqual([{ step: 2, words: 'α 2→1 β 1→0.5' }]); // biome-ignore format: pairs
});

test('a slider on the move is one flag, from where it was to where it came', () => {
  const moving = run([[2, 1], [2, 2], [2, 3], [2, 4], [2, 4]]); // biome-ignore format: pairs
  expect(findTermFlags(moving, 2)).toEqual([{ step: 4, words: 'β 1→4' }]);
  expect(findTermFlags(moving, 0).map(({ step }) => step)).toEqual([2, 3, 4]);
});

test('changes further apart are two flags', () => {
  const words = findTermFlags(run([[2, 1], [1, 1], [1, 1], [1, 1], [1, 3]]), 2).map((flag) => flag.words); // biome-ignore format: pairs
  expect(words).toEqual(['α 2→1', 'β 1→3']);
});
