import { expect } from 'vitest';
import type { evaluateLoss } from '../../core/losses/blobLoss';
import type { LossTerms } from '../../core/terms';

/** Terms and gradient of tensors are those of plain numbers, within the tolerances of the parity command: float32 against float64. */
export function expectSameLoss(terms: LossTerms, gradient: Float32Array, plain: ReturnType<typeof evaluateLoss>) {
  expect(terms.blobIds).toEqual(plain.terms.blobIds);
  const scalars = (t: LossTerms) => [t.total, t.global, t.blob, ...t.blobTerms];
  scalars(plain.terms).forEach((value, i) => {
    expect(Math.abs(scalars(terms)[i] - value)).toBeLessThan(5e-6 * Math.max(1, Math.abs(value)));
  });
  // One assertion for all voxels: each by itself takes longer than the losses.
  const isFar = (slope: number, v: number) => !(Math.abs(gradient[v] - slope) < 1e-7 + 1e-3 * Math.abs(slope));
  const far = plain.gradient.findIndex(isFar);
  expect(far, `slope ${gradient[far]} for ${plain.gradient[far]} at this voxel`).toBe(-1);
}
