import { evaluateLoss } from '../../core/losses/blobLoss';
import type { LossGeometry } from '../../core/losses/geometry';
import { hasInstanceTerm } from '../../core/losses/ledgerLoss';
import type { LossSettings } from '../../core/settings';
import { add, mul, reshape, type Scalar, scalar, sub, sum, tensor, tensor1d } from '../ops';
import type { PreparedLoss } from './prepared';

/** Whether a loss depends on the logits by more than sums over known regions: BiCC by the predicted components, top-k by the choice of voxels. */
export function readsLogits(settings: LossSettings): boolean {
  return settings.base === 'top_k' || (settings.scheme === 'bicc' && hasInstanceTerm(settings));
}

/**
 * A loss whose value and gradient are computed in plain numbers from logits that were read back; the backend is given them as the tangent of
 * the loss at these logits. The price is a second forward pass and the reading.
 */
export function prepareReadLoss(
  logits: Float32Array,
  ids: Int32Array,
  batchSize: number,
  settings: LossSettings,
  geometry: LossGeometry,
): PreparedLoss {
  const { terms, gradient } = evaluateLoss(logits, ids, batchSize, settings, geometry);
  return {
    toldCount: 1,
    run: (z) => {
      const moved = sub(reshape(z, [logits.length]), tensor1d(logits));
      const total = add(sum(mul(moved, tensor(Float32Array.from(gradient), [logits.length]))), scalar(terms.total));
      return { total: total as Scalar, told: tensor1d([terms.total]) };
    },
    termsFrom: () => terms,
  };
}
