import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InputError } from '../errors';
import { defaultLoss, type LossSettings } from '../settings';
import { evaluateLoss, evaluateLossParts } from './blobLoss';
import { isDefined } from './defined';
import { finiteDifferences } from './finiteDifferences';
import { lossFamily } from './lossFamily';

const geometry = { dims: [4, 3, 2], spacingMm: [1, 0.8, 2.5] } as const;
const voxels = 24;
const family = lossFamily.filter(({ masking }) => masking === 'probability');
const ids = fc.array(fc.constantFrom(0, 0, 0, 1, 2, 5), { minLength: voxels, maxLength: voxels });
const logits = fc.array(fc.double({ min: -6, max: 6, noNaN: true }), { minLength: voxels, maxLength: voxels });

// Voxels as near to one blob as to another go to the one with the lower id, so the schemes with cells are left out.
describe.each(family.filter(({ scheme }) => scheme !== 'cc' && scheme !== 'bicc'))('$scheme over $base', (settings) => {
  test('other names for the blobs change nothing but the names', () => {
    fc.assert(
      fc.property(logits, ids, (x, blobs) => {
        const evaluate = (names: readonly number[]) =>
          evaluateLoss(Float64Array.from(x), Int32Array.from(names), 1, settings, geometry);
        const [before, after] = [evaluate(blobs), evaluate(blobs.map((id) => (id === 0 ? 0 : 10 - id)))];
        expect(after.terms.blob).toBeCloseTo(before.terms.blob, 10);
        expect(after.terms.blobIds).toEqual(before.terms.blobIds.map((id) => 10 - id).reverse());
        [...before.terms.blobTerms].reverse().forEach((term, n) => {
          expect(after.terms.blobTerms[n]).toBeCloseTo(term, 10);
        });
      }),
      { numRuns: 20 },
    );
  });
});

describe.each(family)('$scheme over $base', (settings) => {
  test('in a batch of an element and its copy all is as in one, the gradient halved', () => {
    const x = Float64Array.from({ length: voxels }, (_, v) => 3 * Math.sin(1.3 * v));
    const blobs = Int32Array.from({ length: voxels }, (_, v) => [0, 0, 3, 0, 0, 7, 7, 0][v % 8]);
    const one = evaluateLoss(x, blobs, 1, settings, geometry);
    const two = evaluateLoss(Float64Array.of(...x, ...x), Int32Array.of(...blobs, ...blobs), 2, settings, geometry);
    expect(two.terms.total).toBeCloseTo(one.terms.total, 13);
    one.gradient.forEach((slope, v) => {
      expect(two.gradient[v]).toBeCloseTo(slope / 2, 13);
    });
  });

  test('alpha and beta scale their own gradients', () => {
    const x = Float64Array.from({ length: voxels }, (_, v) => 2 * Math.cos(v));
    const blobs = Int32Array.from({ length: voxels }, (_, v) => (v % 5 === 0 ? 1 + (v % 2) : 0));
    const { gradientOf, terms } = evaluateLossParts(x, blobs, 1, { ...settings, alpha: 3, beta: 0.5 }, geometry);
    const [global, instance] = [gradientOf(1, 0), gradientOf(0, 1)];
    expect(terms.total).toBeCloseTo(3 * terms.global + 0.5 * terms.blob, 14);
    gradientOf(3, 0.5).forEach((slope, v) => {
      expect(slope).toBeCloseTo(3 * global[v] + 0.5 * instance[v], 14);
    });
  });

  test('saturated logits, right and wrong, give finite values and gradients', () => {
    const blobs = Int32Array.from({ length: voxels }, (_, v) => (v % 4 === 0 ? 1 + (v % 3) : 0));
    for (const size of [90, 1e4, 3.4e38]) {
      const x = Float32Array.from({ length: voxels }, (_, v) => [size, -size, 0][v % 3]);
      const { terms, gradient } = evaluateLoss(x, blobs, 1, settings, geometry);
      const all = [terms.global, terms.blob, terms.total, ...terms.blobTerms, ...gradient];
      expect(all.every(Number.isFinite)).toBe(true);
    }
  });

  test('an empty patch is finite, and its gradient is that of the finite differences', () => {
    // The prediction has no component, so that BiCC's own gradient rule for empty cells does not come in.
    const x = Float64Array.from({ length: voxels }, (_, v) => Math.sin(v) - 2);
    const evaluate = (at: Float64Array) => evaluateLoss(at, new Int32Array(voxels), 1, settings, geometry);
    const slopes = finiteDifferences((at) => evaluate(at).terms.total, x);
    evaluate(x).gradient.forEach((slope, v) => {
      expect(slope).toBeCloseTo(slopes[v], 9);
    });
  });
});

describe.each(family.filter(({ scheme }) => scheme === 'inverse_weighting' || scheme === 'component_adaptive'))(
  '$scheme over $base',
  (settings) => {
    test('the gradient is the finite difference of the total', () => {
      fc.assert(
        fc.property(logits, ids, (x, blobs) => {
          const evaluate = (at: Float64Array) =>
            evaluateLoss(at, Int32Array.from(blobs), 2, settings, { ...geometry, dims: [4, 3, 1] });
          const slopes = finiteDifferences((at) => evaluate(at).terms.total, x);
          evaluate(Float64Array.from(x)).gradient.forEach((slope, v) => {
            expect(slope).toBeCloseTo(slopes[v], 7);
          });
        }),
        { numRuns: 20 },
      );
    });
  },
);

test('what is not defined is refused with what to do, unless beta is 0', () => {
  const evaluate = (change: Partial<LossSettings>) => () =>
    evaluateLoss(new Float64Array(voxels), new Int32Array(voxels), 1, { ...defaultLoss, ...change }, geometry);
  const wrong = { scheme: 'component_adaptive', base: 'dice' } as const;
  expect(isDefined({ ...defaultLoss, ...wrong })).toBe(false);
  expect(evaluate(wrong)).toThrow(InputError);
  expect(evaluate(wrong)).toThrow('Choose Tversky');
  expect(evaluate({ scheme: 'inverse_weighting', base: 'dice' })).toThrow('squared Dice');
  expect(evaluate({ scheme: 'bicc', base: 'focal' })).toThrow('BiCC');
  expect(evaluate({ ...wrong, beta: 0 })).not.toThrow();
});

test('without an instance term a blob’s part is what its voxels add to the global one', () => {
  const x = Float64Array.of(0, 0, 0, 0);
  const { terms } = evaluateLoss(x, Int32Array.of(1, 0, 2, 2), 1, {
    ...defaultLoss,
    scheme: 'bicc',
    base: 'focal',
    beta: 0,
  });
  expect(terms.blob).toBe(0);
  expect(terms.blobTerms[0]).toBeCloseTo(terms.global / 4, 14);
  expect(terms.blobTerms[1]).toBeCloseTo(terms.global / 2, 14);
});
