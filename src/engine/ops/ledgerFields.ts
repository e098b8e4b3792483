import { exp, mul, neg, sigmoid, softplus, square, type Tensor } from '@tensorflow/tfjs-core';

/**
 * What the ledger can sum of a voxel, as functions of u, its logit with the sign turned inside the blobs, so that it grows with the error: the
 * probability of the wrong label, sigmoid(u), which is 1 - p inside and p outside; its square; the cross-entropy, softplus(u); the focal term, that
 * times (1 - p_t)^gamma = exp(-gamma softplus(-u)) (arXiv 1708.02002, equation 4); and the probability of the right label, sigmoid(-u), which
 * float32 cannot tell from 1 minus the other where it is small. Finite, with their slopes, for every finite u.
 */
export const ledgerFields = ['wrongProbability', 'squaredError', 'crossEntropy', 'focal', 'rightProbability'] as const;
export type LedgerField = (typeof ledgerFields)[number];

/** The field of each u, of the same shape. */
export function fieldOf(u: Tensor, field: LedgerField, gamma: number): Tensor {
  switch (field) {
    case 'wrongProbability':
      return sigmoid(u);
    case 'squaredError':
      return square(sigmoid(u));
    case 'crossEntropy':
      return softplus(u);
    case 'focal':
      return mul(exp(mul(softplus(neg(u)), -gamma)), softplus(u));
    case 'rightProbability':
      return sigmoid(neg(u));
    default:
      return field satisfies never;
  }
}
