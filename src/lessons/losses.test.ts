import { expect, test } from 'vitest';
import { baseLosses, defaultLoss, schemes } from '../core/settings';
import { warningOf } from './losses';
import { parametersOf } from './settings';

test('smoothing is warned of only where the loss has it, and the warning goes when it is 0', () => {
  for (const scheme of schemes)
    for (const base of baseLosses) {
      const loss = { ...defaultLoss, scheme, base };
      const warns = (smooth: number) => warningOf({ ...loss, smooth })?.includes('smoothing: ') ?? false;
      expect(warns(0)).toBe(false);
      if (!parametersOf(loss).includes('smooth')) expect(warns(1e-5)).toBe(false);
    }
  expect(warningOf({ ...defaultLoss, scheme: 'cc', base: 'dice_bce' })).toContain('Set ε to 0');
});

test('with beta 0 there is no instance term to warn of', () => {
  for (const scheme of schemes) expect(warningOf({ ...defaultLoss, scheme, base: 'bce', beta: 0 })).toBeNull();
});
