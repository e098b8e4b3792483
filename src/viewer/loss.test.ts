import { expect, test } from 'vitest';
import { LossLog } from './loss';

test('two losses within a minute are made good, the third is not', () => {
  const log = new LossLog();
  expect([0, 1_000, 2_000].map((ms) => log.mayTryAgain(ms))).toEqual([true, true, false]);
});

test('a loss more than a minute later counts anew', () => {
  const log = new LossLog();
  expect([0, 1_000, 61_500].map((ms) => log.mayTryAgain(ms))).toEqual([true, true, true]);
});
