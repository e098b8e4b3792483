import { describe, expect, test } from 'vitest';
import { baseLosses, defaultLoss } from '../../settings';
import { evaluateLoss, evaluateLossParts } from '../blobLoss';
import { finiteDifferences } from '../finiteDifferences';

const bases = baseLosses.filter((base) => base !== 'top_k');
const ids = Int32Array.of(4, 4, 0, 0, 0, 0, 9, 0, 0, 0);
const cells = Int32Array.of(4, 4, 4, 4, 9, 9, 9, 9, 9, 9);
const geometry = { dims: [10, 1, 1], spacingMm: [1, 1, 1], cells } as const;
const logits = Float64Array.from({ length: 10 }, (_, v) => 3 * Math.sin(2.1 * v + 0.4));

describe.each(bases)('%s', (base) => {
  const settings = { ...defaultLoss, scheme: 'cc', base, alpha: 0.5, beta: 1.5 } as const;

  test('the loss of a cell is that of a patch of its voxels alone', () => {
    const { blobTerms, blob } = evaluateLoss(logits, ids, 1, settings, geometry).terms;
    const alone = [4, 9].map((cell) => {
      const own = [...cells.keys()].filter((v) => cells[v] === cell);
      return evaluateLoss(
        logits.filter((_, v) => own.includes(v)),
        ids.filter((_, v) => own.includes(v)),
        1,
        {
          ...defaultLoss,
          base,
        },
      ).terms.global;
    });
    expect(blobTerms[0]).toBeCloseTo(alone[0], 14);
    expect(blobTerms[1]).toBeCloseTo(alone[1], 14);
    expect(blob).toBeCloseTo((alone[0] + alone[1]) / 2, 14);
  });

  test('the gradient is the finite difference of the total', () => {
    const { gradient } = evaluateLoss(logits, ids, 1, settings, geometry);
    const total = (x: Float64Array) => evaluateLoss(x, ids, 1, settings, geometry).terms.total;
    finiteDifferences(total, logits).forEach((slope, v) => {
      expect(gradient[v]).toBeCloseTo(slope, 9);
    });
  });

  test('an element without blobs costs what the criterion costs on the whole of it', () => {
    const { terms, gradientOf } = evaluateLossParts(logits, new Int32Array(10), 1, settings, geometry);
    expect(terms.blob).toBeCloseTo(terms.global, 14);
    expect(gradientOf(0, 1)).toEqual(gradientOf(1, 0));
  });
});

test('a false voxel is charged in its own cell only', () => {
  const settings = { ...defaultLoss, scheme: 'cc', alpha: 0, beta: 1 } as const;
  const price = (wrong: number) => {
    const prediction = Float64Array.from(ids, (id, v) => (id > 0 || v === wrong ? 1e4 : -1e4));
    return evaluateLoss(prediction, ids, 1, settings, geometry).terms.blobTerms;
  };
  expect(price(3)[0]).toBeGreaterThan(0.1);
  expect(price(3)[1]).toBe(0);
  expect(price(8)[0]).toBe(0);
});

test('cells are computed from the geometry where they are not given, and a missing geometry is refused', () => {
  const settings = { ...defaultLoss, scheme: 'cc' } as const;
  const computed = evaluateLoss(logits, ids, 1, settings, { dims: [10, 1, 1], spacingMm: [1, 1, 1] }).terms;
  expect(computed.blob).toBeCloseTo(evaluateLoss(logits, ids, 1, settings, geometry).terms.blob, 14);
  expect(() => evaluateLoss(logits, ids, 1, settings)).toThrow('where the voxels lie');
});
