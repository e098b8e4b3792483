import { expect, test } from 'vitest';
import { defaultLoss } from '../../settings';
import { evaluateLoss } from '../blobLoss';

const settings = {
  ...defaultLoss,
  scheme: 'component_adaptive',
  base: 'tversky',
  alpha: 0,
  beta: 1,
  smooth: 0,
} as const;

test('voxels at p = 1/2: blobs of 1 and 3 voxels weigh 1 / 6 and 3 / 8, the background 0.01 a voxel', () => {
  const ids = Int32Array.of(1, 0, 0, 2, 2, 2, 0, 0);
  const { terms } = evaluateLoss(new Float64Array(8), ids, 1, settings);
  const inside = (1 / 6 + 3 / 8) / 2;
  const whole = inside + 0.7 * inside + 0.3 * 0.01 * 2;
  expect(terms.blob).toBeCloseTo(1 - inside / whole, 14);
  expect(terms.blobTerms[0]).toBeCloseTo(0.7 / 12 / whole, 14);
  expect(terms.blobTerms[1]).toBeCloseTo((0.7 * 3) / 16 / whole, 14);
});

test('components are 6-connected: two voxels of a blob that meet at an edge weigh as two', () => {
  // 2 x 2 x 2 voxels, blob 1 on a diagonal of the first layer.
  const ids = Int32Array.of(1, 0, 0, 1, 0, 0, 0, 0);
  const geometry = { dims: [2, 2, 2], spacingMm: [1, 1, 1] } as const;
  const apart = evaluateLoss(new Float64Array(8), ids, 1, settings, geometry).terms;
  const renamed = evaluateLoss(new Float64Array(8), Int32Array.of(1, 0, 0, 2, 0, 0, 0, 0), 1, settings).terms;
  const joined = evaluateLoss(new Float64Array(8), ids, 1, settings).terms;
  expect(apart.blob).toBeCloseTo(renamed.blob, 14);
  expect(apart.blobTerms[0]).toBeCloseTo(renamed.blobTerms[0] + renamed.blobTerms[1], 14);
  expect(joined.blob).not.toBeCloseTo(apart.blob, 3);
});

test('a batch without foreground costs 0, an empty element beside another does not', () => {
  const empty = evaluateLoss(new Float64Array(8), new Int32Array(8), 1, settings);
  expect(empty.terms.blob).toBe(0);
  expect([...empty.gradient]).toEqual(Array(8).fill(0));
  const mixed = evaluateLoss(new Float64Array(8), Int32Array.of(1, 0, 0, 0, 0, 0, 0, 0), 2, settings);
  expect(mixed.terms.blob).toBeGreaterThan(0.5);
});
