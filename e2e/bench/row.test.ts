import { expect, test } from 'vitest';
import { judge, type Measured, median, type Target } from './row';

const measured: Measured = { what: 'a step', unit: 'ms', values: { ours: 20, stock: 300 }, compare: ['stock', 'ours'] };
const faster: Target = { must: 12, aim: 25, better: 'more', of: 'ratio' };

test('the ratio is that of the two columns that are compared, and is named after them', () => {
  expect(judge('steps', measured)).toMatchObject({ section: 'steps', ratio: 15, ratioOf: 'stock / ours' });
  expect(judge('steps', { what: 'cores', unit: '', values: { is: 2 } })).toMatchObject({ ratio: null, ratioOf: '' });
});

test('what was not measured has no ratio, and its target is neither reached nor missed', () => {
  const row = judge('steps', { ...measured, values: { ours: 20, stock: null }, target: faster });
  expect(row).toMatchObject({ ratio: null, reached: 'not measured' });
});

test.each([
  [300, 'must'],
  [240, 'must'],
  [500, 'aim'],
  [239, 'no'],
])('more is better: stock %d against 20', (stock, reached) => {
  expect(judge('steps', { ...measured, values: { ours: 20, stock }, target: faster }).reached).toBe(reached);
});

test.each([
  [31, 'no'],
  [30, 'must'],
  [10, 'aim'],
  [0, 'aim'],
])('less is better: %d seconds', (seconds, reached) => {
  const target: Target = { must: 30, aim: 10, better: 'less', of: 'seconds' };
  expect(judge('prediction', { what: 'a scan', unit: '', values: { seconds }, target }).reached).toBe(reached);
});

test('a row without a target has no verdict', () => {
  expect(judge('steps', measured)).not.toHaveProperty('reached');
});

test('the median is a number that was measured; of none there is none', () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([4, 1, 3, 2])).toBe(3);
  expect(median([])).toBeNull();
});
