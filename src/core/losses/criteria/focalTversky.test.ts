import { expect, test } from 'vitest';
import { defaultLoss } from '../../settings';
import { evaluateLoss, evaluateLossParts } from '../blobLoss';

const settings = {
  ...defaultLoss,
  base: 'focal_tversky',
  smooth: 0,
  tverskyFp: 0.5,
  tverskyFn: 0.5,
  alpha: 1,
  beta: 0,
} as const;

test('of the batch the mean is taken first, then the power', () => {
  // One voxel of label 1 and one of label 0 in each element: p = 0.5, 0 gives Tversky 1/3, p = 1, 0.5 gives 1/5.
  const logits = Float64Array.of(0, -1e4, 1e4, 0);
  const { global } = evaluateLoss(logits, Int32Array.of(1, 0, 2, 0), 2, { ...settings, focalTverskyGamma: 2 }).terms;
  expect(global).toBeCloseTo(((1 / 3 + 1 / 5) / 2) ** 2, 14);
});

test('of a blob the power is that of its own term', () => {
  const ids = Int32Array.of(1, 0, 2, 0);
  const evaluate = (gamma: number) =>
    evaluateLoss(Float64Array.of(0, -1e4, 1e4, -1), ids, 1, { ...settings, beta: 1, focalTverskyGamma: gamma }).terms;
  evaluate(3).blobTerms.forEach((term, n) => {
    expect(term).toBeCloseTo(evaluate(1).blobTerms[n] ** 3, 14);
  });
});

test('at a loss of exactly 0, where a power below 1 is infinitely steep, the gradient is 0', () => {
  const { terms, gradientOf } = evaluateLossParts(Float64Array.of(1e4, -1e4), Int32Array.of(1, 0), 1, settings);
  expect(terms.global).toBe(0);
  expect([...gradientOf(1, 1)]).toEqual([0, 0]);
});
