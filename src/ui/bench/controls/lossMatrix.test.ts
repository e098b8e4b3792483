import { describe, expect, test } from 'vitest';
import type { BenchLoss } from '../../../core/bench/answer';
import { type BaseLoss, defaultLoss, type Scheme } from '../../../core/settings';
import { chooseLoss, chosenPlace, lossColumns, lossMatrix } from './lossMatrix';

function loss(scheme: Scheme | null, base: BaseLoss, value: number): BenchLoss {
  return { id: `${scheme ?? 'global'}/${base}`, scheme, base, value, blobTerms: null, note: null };
}

const losses = [
  loss(null, 'dice', 0.061),
  loss('blob', 'dice', 0.8125),
  loss('bicc', 'dice', 0.4),
  loss(null, 'bce', 2),
];

function cell(view: 'alone' | 'mixed', scheme: Scheme | null, base: BaseLoss, chosen = defaultLoss) {
  const row = lossMatrix(losses, chosen, view).find((one) => one.base === base);
  return row?.cells[lossColumns.indexOf(scheme)];
}

describe('all losses side by side', () => {
  test('alone, each term is what it is; what is not defined has no cell', () => {
    expect(cell('alone', null, 'dice')?.value).toBe(0.061);
    expect(cell('alone', 'blob', 'dice')?.value).toBe(0.8125);
    expect(cell('alone', 'bicc', 'dice')?.value).toBe(0.4);
    expect(cell('alone', 'blob', 'bce')).toBeNull();
  });

  test('mixed, the weights add up to 1 and are shared as in the chosen loss', () => {
    expect(cell('mixed', 'blob', 'dice')?.value).toBeCloseTo((2 * 0.061 + 0.8125) / 3, 12);
    expect(cell('mixed', 'blob', 'dice', { ...defaultLoss, alpha: 0, beta: 5 })?.value).toBe(0.8125);
    expect(cell('mixed', 'bicc', 'dice')?.value).toBeCloseTo((2 * 0.061 + 0.4) / 3, 12);
    expect(cell('mixed', null, 'bce')?.value).toBe(2);
  });

  test('the place of the chosen loss is that of its instance term, of the base alone without one', () => {
    const placeOf = (chosen: typeof defaultLoss) => chosenPlace(lossMatrix(losses, chosen, 'alone'));
    expect(placeOf(defaultLoss)).toEqual({ row: 1, column: 1 + lossColumns.indexOf('blob') });
    const bce = lossMatrix(losses, defaultLoss, 'alone').findIndex(({ base }) => base === 'bce');
    expect(placeOf({ ...defaultLoss, base: 'bce', beta: 0 })).toEqual({ row: bce + 1, column: 1 });
    expect(placeOf({ ...defaultLoss, base: 'jaccard' })).toEqual({ row: 1, column: 1 });
  });

  test('marked are the terms of the chosen loss', () => {
    expect(cell('alone', 'blob', 'dice')?.isChosen).toBe(true);
    expect(cell('alone', null, 'dice')?.isChosen).toBe(true);
    expect(cell('alone', null, 'dice', { ...defaultLoss, alpha: 0 })?.isChosen).toBe(false);
    expect(cell('alone', null, 'bce')?.isChosen).toBe(false);
    expect(cell('alone', 'blob', 'dice', { ...defaultLoss, alpha: 3, beta: 0 })?.isChosen).toBe(false);
  });
});

describe('choosing one', () => {
  test('keeps the total weight', () => {
    const plain = chooseLoss(defaultLoss, { scheme: null, base: 'bce' });
    expect(plain).toMatchObject({ base: 'bce', alpha: 3, beta: 0 });
    const back = chooseLoss(plain, { scheme: 'blob', base: 'dice' });
    expect(back).toMatchObject({ base: 'dice', scheme: 'blob' });
    expect(back.alpha).toBeCloseTo(2, 12);
    expect(back.alpha + back.beta).toBeCloseTo(3, 12);
    expect(chooseLoss({ ...defaultLoss, alpha: 0, beta: 0 }, { scheme: null, base: 'dice' }).alpha).toBe(1);
  });

  test('of a base alone leaves an instance term beside it that the base has', () => {
    const weighted = { ...defaultLoss, scheme: 'inverse_weighting', base: 'bce' } as const;
    expect(chooseLoss(weighted, { scheme: null, base: 'jaccard' })).toMatchObject({ scheme: 'blob', beta: 0 });
    expect(chooseLoss(weighted, { scheme: null, base: 'focal' })).toMatchObject({
      scheme: 'inverse_weighting',
      beta: 0,
    });
  });

  test('of another scheme takes the smoothing it was published with', () => {
    expect(chooseLoss(defaultLoss, { scheme: 'cc', base: 'dice' })).toMatchObject({ alpha: 2, beta: 1, smooth: 0 });
  });
});
