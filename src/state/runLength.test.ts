import { expect, test } from 'vitest';
import { defaultTraining } from '../core/settings';
import { isResetDue, stepBudget } from './runLength';

const begun = { ...defaultTraining, steps: 100 };

test('before a run its length is the chosen one, and nothing is due', () => {
  expect(stepBudget(null, begun)).toBe(100);
  expect(isResetDue(null, begun)).toBe(false);
});

test('more steps make the run longer; fewer wait for the next one', () => {
  expect(stepBudget(begun, { ...begun, steps: 250 })).toBe(250);
  expect(isResetDue(begun, { ...begun, steps: 250 })).toBe(false);
  expect(stepBudget(begun, { ...begun, steps: 50 })).toBe(100);
  expect(isResetDue(begun, { ...begun, steps: 50 })).toBe(true);
});

test('beside another seed more steps wait as well: they belong to the next run', () => {
  const wanted = { ...begun, steps: 250, seed: begun.seed + 1 };
  expect(stepBudget(begun, wanted)).toBe(100);
  expect(isResetDue(begun, wanted)).toBe(true);
});

test('the loss and the prediction interval act at once', () => {
  const wanted = { ...begun, predictEvery: 7, loss: { ...begun.loss, beta: 4 } };
  expect(isResetDue(begun, wanted)).toBe(false);
});
