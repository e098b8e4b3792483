import type { LossTerms } from '../../core/terms';
import type { Scalar, Tensor, Tensor1D } from '../ops';

/** The values of a loss as tensors. */
export interface LossTensors {
  /** alpha * global + beta * instance; the gradient of the logits flows from here. */
  readonly total: Scalar;
  /** What has to be read for `termsFrom`, [toldCount]. */
  readonly told: Tensor1D;
}

/** The loss of one batch, ready for its logits. */
export interface PreparedLoss {
  readonly toldCount: number;
  /** To be called in a tidy; logits of any shape in the order of the ids, batch element slowest. */
  readonly run: (logits: Tensor) => LossTensors;
  readonly termsFrom: (told: Float32Array) => LossTerms;
}
