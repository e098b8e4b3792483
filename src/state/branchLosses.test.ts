import { expect, test } from 'vitest';
import { isDefined } from '../core/losses/defined';
import { baseLosses, defaultLoss, schemes } from '../core/settings';
import { lossName } from '../lessons/lanes';
import { branchLosses } from './branchLosses';

test('weights are varied where the loss has both terms', () => {
  const weights = branchLosses(defaultLoss).map(({ alpha, beta }) => [alpha, beta]);
  expect(weights).toEqual([
    [2, 0],
    [2, 2],
    [2, 4],
  ]);
});

test('every branch trains something that is defined, under a name of its own, and is not its source', () => {
  for (const scheme of schemes)
    for (const base of baseLosses)
      for (const [alpha, beta] of [
        [2, 1],
        [0, 3],
        [3, 0],
        [0, 0],
      ]) {
        const loss = { ...defaultLoss, scheme, base, alpha, beta };
        const branches = branchLosses(loss);
        expect(branches.every((one) => isDefined(one) && one.alpha + one.beta > 0)).toBe(true);
        expect(new Set(branches.map(lossName)).size).toBe(branches.length);
        expect(branches.map((one) => JSON.stringify(one))).not.toContain(JSON.stringify(loss));
      }
});
