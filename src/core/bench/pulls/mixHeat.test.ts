import { expect, test } from 'vitest';
import { mixHeat, weightsOf } from './mixHeat';
import { fullPull } from './pullFields';

const field = (shares: readonly number[], largest: number) => ({
  values: Int16Array.from(shares, (share) => Math.round(fullPull * share)),
  largest,
});

const values = ({ first, second, factors }: ReturnType<typeof mixHeat>) =>
  Array.from(first, (of, v) => Math.abs(factors[0] * of + factors[1] * second[v]));

test('the two terms are added with their signs and weights, and divided by the largest', () => {
  const heat = mixHeat(field([1, -1, 0, 0], 3), field([0, 1, -1, 0], 1), { alpha: 2, beta: 6 });
  // 2 * 3, -6 + 6, -6, 0
  expect(heat.largest).toBeCloseTo(6, 12);
  expect(values(heat).map((value) => Number(value.toFixed(9)))).toEqual([1, 0, 1, 0]);
});

test('with one weight 0 it is the other term alone, whatever its weight', () => {
  const [global, instance] = [field([1, 0.5], 3), field([0, 1], 5)];
  expect(mixHeat(global, instance, weightsOf('instance', { alpha: 2, beta: 1 })).largest).toBe(5);
  const heat = mixHeat(global, instance, { alpha: 0.1, beta: 0 });
  expect(heat.largest).toBeCloseTo(0.3, 12);
  expect(values(heat)[0]).toBeCloseTo(1, 12);
  expect(values(heat)[1]).toBeCloseTo(0.5, 4);
});

test('where nothing pulls the heat is 0, not 0/0', () => {
  const none = field([0, 0], 0);
  expect(values(mixHeat(none, none, { alpha: 1, beta: 1 }))).toEqual([0, 0]);
  expect(mixHeat(none, none, { alpha: 0, beta: 0 })).toMatchObject({ largest: 0, factors: [0, 0] });
});
