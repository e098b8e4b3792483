import { expect, test } from 'vitest';
import { InputError } from '../../errors';
import { defaultLoss } from '../../settings';
import { evaluateLoss, evaluateLossParts } from '../blobLoss';
import { finiteDifferences } from '../finiteDifferences';
import { hardestVoxels } from './topK';

const settings = { ...defaultLoss, base: 'top_k', alpha: 1, beta: 0, topKPercent: 25 } as const;
/** Cross-entropies ln 2, and about 3, 0, 2, 0, 0, 1, 0. */
const logits = Float64Array.of(0, 3, -9, -2, -9, 9, 1, -9);
const ids = Int32Array.of(1, 0, 0, 2, 0, 2, 0, 0);

test('the hardest quarter of eight voxels are two: their mean cross-entropy', () => {
  const { terms } = evaluateLoss(logits, ids, 1, settings);
  expect(terms.global).toBeCloseTo((Math.log1p(Math.exp(3)) + Math.log1p(Math.exp(2))) / 2, 14);
  expect(terms.blob).toBe(0);
});

test('what a blob adds are its own voxels among them', () => {
  const { terms } = evaluateLoss(logits, ids, 1, settings);
  expect(terms.blobIds).toEqual([1, 2]);
  expect(terms.blobTerms[0]).toBe(0);
  expect(terms.blobTerms[1]).toBeCloseTo(Math.log1p(Math.exp(2)) / 2, 14);
});

test('all elements of a batch are ranked together', () => {
  const { terms } = evaluateLoss(logits, ids, 2, settings);
  expect(terms.global).toBeCloseTo(evaluateLoss(logits, ids, 1, settings).terms.global, 14);
});

test('the gradient is that of the chosen voxels, the choice held constant', () => {
  const { gradientOf } = evaluateLossParts(logits, ids, 1, settings);
  const value = (x: Float64Array) => evaluateLoss(x, ids, 1, settings).terms.global;
  finiteDifferences(value, logits).forEach((slope, v) => {
    expect(gradientOf(1, 0)[v]).toBeCloseTo(slope, 10);
  });
});

test('of equal voxels the first ones count, and at least one voxel does', () => {
  const isInside = () => false;
  expect([...hardestVoxels(Float64Array.of(2, 1, 2, 2), isInside, 50)]).toEqual([1, 0, 1, 0]);
  expect([...hardestVoxels(Float64Array.of(2, 1, 3), isInside, 1)]).toEqual([0, 0, 1]);
});

test('a term for each blob is refused', () => {
  expect(() => evaluateLoss(logits, ids, 1, { ...settings, beta: 1 })).toThrow(InputError);
  expect(() => evaluateLoss(logits, ids, 1, { ...settings, beta: 1 })).toThrow('Set beta to 0');
});
