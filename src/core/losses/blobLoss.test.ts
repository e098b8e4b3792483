import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InputError } from '../errors';
import { type BaseLoss, baseLosses, defaultLoss, type LossSettings, type Masking, maskings } from '../settings';
import { evaluateLoss, evaluateLossParts } from './blobLoss';
import { finiteDifferences } from './finiteDifferences';
import { type Batch, byDefinition } from './testDefinition';

const bases = baseLosses.filter((base) => base !== 'top_k');
const family = bases.flatMap((base) => maskings.map((masking) => ({ ...defaultLoss, base, masking })));

/** A large blob over tiny ones; one-voxel blobs only; no blobs; two elements with 3 and 1 blobs; two elements, one of them empty. */
const batches: Readonly<Record<string, Batch>> = {
  dominated: { ids: Int32Array.of(1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 2, 0, 0, 3, 0, 0), batchSize: 1 },
  tiny: { ids: Int32Array.of(0, 900, 0, 0, 0, 0, 17, 0, 0, 0, 0, 0), batchSize: 1 },
  empty: { ids: new Int32Array(8), batchSize: 1 },
  'batch of 3 and 1 blobs': { ids: Int32Array.of(5, 5, 0, 2, 0, 9, 0, 0, 2, 2, 2, 0, 0, 0), batchSize: 2 },
  'batch of 2 and 0 blobs': { ids: Int32Array.of(4, 0, 0, 6, 6, 0, 0, 0, 0, 0), batchSize: 2 },
};

function seededLogits(length: number): Float64Array {
  return Float64Array.from({ length }, (_, v) => 4 * Math.sin(1.7 * v + 0.3) - 1);
}

describe.each(family)('$base, masking $masking', (settings) => {
  test.each(Object.entries(batches))('%s: values are those of the definition, masked blob by blob', (_, batch) => {
    const logits = seededLogits(batch.ids.length);
    const { terms, perElement } = evaluateLoss(logits, batch.ids, batch.batchSize, settings);
    const expected = byDefinition(logits, batch, settings);
    expect(terms.global).toBeCloseTo(expected.global, 12);
    expect(terms.blob).toBeCloseTo(expected.blob, 12);
    expect(terms.total).toBeCloseTo(2 * expected.global + expected.blob, 12);
    expected.perElement.forEach((blobTerms, b) => {
      expect(perElement[b].blobTerms).toHaveLength(blobTerms.length);
      blobTerms.forEach((term, n) => {
        expect(perElement[b].blobTerms[n]).toBeCloseTo(term, 12);
      });
    });
  });

  test.each(Object.entries(batches))('%s: the gradient is the finite difference of the total', (_, batch) => {
    const logits = seededLogits(batch.ids.length);
    const total = (x: Float64Array) => evaluateLoss(x, batch.ids, batch.batchSize, settings).terms.total;
    const { gradient } = evaluateLoss(logits, batch.ids, batch.batchSize, settings);
    finiteDifferences(total, logits).forEach((slope, v) => {
      expect(Math.abs(gradient[v] - slope)).toBeLessThan(1e-10);
    });
  });

  test('other names for the same blobs change nothing but the names', () => {
    const { ids, batchSize } = batches['batch of 3 and 1 blobs'];
    const renamed = ids.map((id) => (id === 0 ? 0 : 1_000_000 - id));
    const logits = seededLogits(ids.length);
    const before = evaluateLoss(logits, ids, batchSize, settings);
    const after = evaluateLoss(logits, renamed, batchSize, settings);
    expect(after.terms.blobIds).toEqual(before.terms.blobIds.map((id) => 1_000_000 - id).reverse());
    [...before.terms.blobTerms].reverse().forEach((term, n) => {
      expect(after.terms.blobTerms[n]).toBeCloseTo(term, 14);
    });
    expect(after.terms.blob).toBeCloseTo(before.terms.blob, 14);
    after.gradient.forEach((slope, v) => {
      expect(slope).toBeCloseTo(before.gradient[v], 14);
    });
  });

  test('with one blob in each element the blob term is the global term, and so is its gradient', () => {
    // Of the focal Tversky loss only in a batch of one: its global term takes the power of the batch's mean.
    const batchSize = settings.base === 'focal_tversky' ? 1 : 2;
    const ids = Int32Array.of(0, 3, 3, 0, 0, 0, 8, 0).subarray(0, 4 * batchSize);
    const { terms, gradientOf } = evaluateLossParts(seededLogits(ids.length), ids, batchSize, settings);
    expect(terms.blob).toBe(terms.global);
    expect(gradientOf(0, 1)).toEqual(gradientOf(1, 0));
  });

  test('without blobs the blob term is 0 and has no gradient', () => {
    const { terms, perElement, gradientOf } = evaluateLossParts(seededLogits(8), new Int32Array(8), 2, settings);
    expect(terms).toMatchObject({ blob: 0, total: 2 * terms.global, blobIds: [], blobTerms: [] });
    expect(perElement).toEqual([
      { blobIds: [], blobTerms: [] },
      { blobIds: [], blobTerms: [] },
    ]);
    expect([...gradientOf(0, 1)]).toEqual(Array(8).fill(0));
  });

  test('the gradient is alpha times the global one plus beta times the blob one', () => {
    const { ids, batchSize } = batches['batch of 2 and 0 blobs'];
    const weights = { alpha: 0.75, beta: 3 };
    const { gradientOf } = evaluateLossParts(seededLogits(10), ids, batchSize, settings);
    const [globalPart, blobPart] = [gradientOf(1, 0), gradientOf(0, 1)];
    const { gradient } = evaluateLoss(seededLogits(10), ids, batchSize, { ...settings, ...weights });
    gradient.forEach((slope, v) => {
      expect(slope).toBeCloseTo(0.75 * globalPart[v] + 3 * blobPart[v], 14);
    });
  });

  test('saturated logits, right and wrong, give finite values and gradients', () => {
    const ids = Int32Array.of(1, 1, 2, 2, 0, 0, 0, 0);
    for (const size of [1e4, 1e30, 3.4e38]) {
      const logits = Float32Array.of(size, -size, size, -size, size, -size, 0, 1);
      const { terms, gradient } = evaluateLoss(logits, ids, 1, settings);
      expect([terms.global, terms.blob, terms.total, ...terms.blobTerms, ...gradient]).toSatisfy(
        (values: readonly number[]) => values.every(Number.isFinite),
      );
    }
  });

  test('float32 logits give what the same numbers in float64 give', () => {
    const { ids, batchSize } = batches.dominated;
    const single = Float32Array.from(seededLogits(ids.length));
    expect(evaluateLoss(single, ids, batchSize, settings)).toEqual(
      evaluateLoss(Float64Array.from(single), ids, batchSize, settings),
    );
  });
});

test('blob terms are averaged in two levels: over the blobs of an element, then over the elements that have blobs', () => {
  const ids = Int32Array.of(1, 2, 3, 0, 4, 0, 0, 0, 0, 0, 0, 0);
  const { terms, perElement } = evaluateLoss(seededLogits(12), ids, 3, defaultLoss);
  const [[a, b, c], [d]] = perElement.map(({ blobTerms }) => blobTerms);
  expect(terms.blob).toBeCloseTo(((a + b + c) / 3 + d) / 2, 14);
  expect(terms.blob).not.toBeCloseTo((a + b + c + d) / 4, 3);
});

test('a blob that two elements hold has the mean of its two terms', () => {
  const { terms, perElement } = evaluateLoss(seededLogits(8), Int32Array.of(7, 0, 0, 2, 7, 7, 0, 0), 2, defaultLoss);
  expect(terms.blobIds).toEqual([2, 7]);
  expect(terms.blobTerms[0]).toBe(perElement[0].blobTerms[0]);
  expect(terms.blobTerms[1]).toBeCloseTo((perElement[0].blobTerms[1] + perElement[1].blobTerms[0]) / 2, 14);
});

describe('the price of a perfect prediction of two blobs of 3 and 1 voxels among 16', () => {
  const ids = Int32Array.of(1, 1, 1, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  const perfect = Float64Array.from(ids, (id) => (id > 0 ? 1e4 : -1e4));
  const price = (base: BaseLoss, masking: Masking) =>
    evaluateLoss(perfect, ids, 1, { ...defaultLoss, base, masking, smooth: 0 }).terms.blob;

  test.each(bases)('%s, masking probability: nothing', (base) => {
    expect(price(base, 'probability')).toBe(0);
  });

  test('masking logit: half a false voxel for each masked one', () => {
    const dice = (1 - 6 / 6.5 + (1 - 2 / 3.5)) / 2;
    const bce = (Math.LN2 / 16 + (3 * Math.LN2) / 16) / 2;
    const tversky = (1 - 3 / (3 + 0.3 * 0.5) + (1 - 1 / (1 + 0.3 * 1.5))) / 2;
    expect(price('dice', 'logit')).toBeCloseTo(dice, 14);
    expect(price('bce', 'logit')).toBeCloseTo(bce, 14);
    expect(price('dice_bce', 'logit')).toBeCloseTo(dice + bce, 14);
    expect(price('tversky', 'logit')).toBeCloseTo(tversky, 14);
    expect(price('focal', 'logit')).toBeCloseTo(bce / 4, 14);
  });

  test('masking none: the voxels of the other blob are false', () => {
    expect(price('dice', 'none')).toBeCloseTo((1 - 6 / 7 + (1 - 2 / 5)) / 2, 14);
    expect(price('jaccard', 'none')).toBeCloseTo((1 - 3 / 4 + (1 - 1 / 4)) / 2, 14);
  });
});

test('random cuts into blobs keep the values of the definition', () => {
  const ids = fc.array(fc.constantFrom(0, 0, 0, 1, 2, 5), { minLength: 12, maxLength: 12 });
  const logits = fc.array(fc.double({ min: -9, max: 9, noNaN: true }), { minLength: 12, maxLength: 12 });
  fc.assert(
    fc.property(logits, ids, fc.constantFrom(...family), fc.constantFrom(1, 2, 3), (x, blobs, settings, batchSize) => {
      const batch = { ids: Int32Array.from(blobs), batchSize };
      const { terms } = evaluateLoss(Float64Array.from(x), batch.ids, batchSize, settings);
      const expected = byDefinition(Float64Array.from(x), batch, settings);
      expect(terms.global).toBeCloseTo(expected.global, 11);
      expect(terms.blob).toBeCloseTo(expected.blob, 11);
    }),
  );
});

test('settings out of range are refused with what to do', () => {
  const { ids, batchSize } = batches.tiny;
  const evaluate = (change: Partial<LossSettings>) => () =>
    evaluateLoss(seededLogits(ids.length), ids, batchSize, { ...defaultLoss, ...change });
  expect(evaluate({ alpha: -1 })).toThrow(InputError);
  expect(evaluate({ beta: Number.NaN })).toThrow('"beta" is NaN');
  expect(evaluate({ smooth: Number.POSITIVE_INFINITY })).toThrow('"smooth" is Infinity');
  expect(evaluate({ base: 'hinge' as BaseLoss })).toThrow('expected one of dice');
  expect(evaluate({ masking: 'hide' as Masking })).toThrow('expected one of probability');
});

test('arrays that do not make a whole batch are refused', () => {
  expect(() => evaluateLoss(new Float32Array(7), new Int32Array(7), 2, defaultLoss)).toThrow('batch of 2');
  expect(() => evaluateLoss(new Float32Array(8), new Int32Array(7), 2, defaultLoss)).toThrow('7 ids');
  expect(() => evaluateLoss(new Float32Array(0), new Int32Array(0), 1, defaultLoss)).toThrow('0 logits');
});
