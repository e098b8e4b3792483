import { describe, expect, test } from 'vitest';
import { defaultLoss } from '../../settings';
import { evaluateLoss, evaluateLossParts } from '../blobLoss';
import { finiteDifferences } from '../finiteDifferences';

const geometry = { dims: [10, 1, 1], spacingMm: [1, 1, 1] } as const;
const ids = Int32Array.of(0, 4, 4, 0, 0, 0, 9, 0, 0, 0);
/** Predicted: voxels 1 and 2, and voxel 5; the cells are 0..3 and 4..9. */
const logits = Float64Array.of(-1, 1, 2, -2, -3, 1, -1, -2, -1, -3);

describe.each(['dice', 'bce', 'dice_bce'] as const)('%s', (base) => {
  const settings = { ...defaultLoss, scheme: 'bicc', base, alpha: 0.5, beta: 1, biccAlpha: 0.3, smooth: 0 } as const;

  test('alpha 0 is the CC loss; between, it is the mix of the CC loss and the prediction’s half', () => {
    const at = (biccAlpha: number) => evaluateLoss(logits, ids, 1, { ...settings, biccAlpha }, geometry).terms.blob;
    expect(at(0)).toBe(evaluateLoss(logits, ids, 1, { ...settings, scheme: 'cc' }, geometry).terms.blob);
    expect(at(0.3)).toBeCloseTo(0.7 * at(0) + 0.3 * at(1), 14);
  });

  test('the prediction’s half is the CC loss of the predicted components’ cells', () => {
    const halves = [
      [0, 4],
      [4, 10],
    ].map(([from, to]) => {
      const own = { ...defaultLoss, base, smooth: 0 };
      return evaluateLoss(logits.slice(from, to), ids.slice(from, to), 1, own).terms.global;
    });
    const { blob } = evaluateLoss(logits, ids, 1, { ...settings, biccAlpha: 1 }, geometry).terms;
    expect(blob).toBeCloseTo((halves[0] + halves[1]) / 2, 14);
  });

  test('the gradient is the finite difference of the total, the predicted cells held constant', () => {
    const { gradient } = evaluateLoss(logits, ids, 1, settings, geometry);
    const total = (x: Float64Array) => evaluateLoss(x, ids, 1, settings, geometry).terms.total;
    finiteDifferences(total, logits).forEach((slope, v) => {
      expect(gradient[v]).toBeCloseTo(slope, 9);
    });
  });

  test('with nothing predicted the prediction’s half is the criterion on the whole patch', () => {
    const low = logits.map((x) => x - 5);
    const { terms, gradientOf } = evaluateLossParts(low, ids, 1, { ...settings, biccAlpha: 1 }, geometry);
    expect(terms.blob).toBeCloseTo(terms.global, 14);
    gradientOf(0, 1).forEach((slope, v) => {
      expect(slope).toBeCloseTo(gradientOf(1, 0)[v], 14);
    });
  });
});

test('a predicted component far from all blobs pulls down by p / sum(p) in its cell, whatever its size', () => {
  const settings = {
    ...defaultLoss,
    scheme: 'bicc',
    base: 'dice',
    alpha: 0,
    beta: 1,
    biccAlpha: 1,
    smooth: 0,
  } as const;
  const own = Int32Array.of(0, 4, 4, 0, 0, 0, 0, 0, 0, 0);
  const { terms, gradient } = evaluateLoss(logits, own, 1, settings, geometry);
  const p = logits.map((x) => 1 / (1 + Math.exp(-x)));
  const cell = p.slice(4);
  const sum = cell.reduce((total, value) => total + value, 0);
  const flat = cell.reduce((total, value) => total + value ** 2, 0) / sum;
  const first = 1 - (2 * (p[1] + p[2])) / (p.slice(0, 4).reduce((total, value) => total + value, 0) + 2);
  expect(terms.blob).toBeCloseTo((flat + first) / 2, 14);
  cell.forEach((value, k) => {
    expect(gradient[4 + k]).toBeCloseTo(((value / sum) * value * (1 - value)) / 2, 14);
  });
});

test('p = 0.5 exactly is not predicted', () => {
  const settings = { ...defaultLoss, scheme: 'bicc', base: 'dice', alpha: 1, beta: 1, biccAlpha: 1 } as const;
  const { terms } = evaluateLoss(new Float64Array(10), ids, 1, settings, geometry);
  expect(terms.blob).toBe(terms.global);
});
