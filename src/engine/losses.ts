import type { LossSettings } from '../core/settings';
import type { LossTerms } from '../core/terms';
import { fieldsOf, formulaOf } from './losses/criteria';
import { type LossPlan, planLoss } from './losses/plan';
import { termsFrom, weightsOfRows } from './losses/terms';
import {
  dispose,
  keep,
  ledgerSums,
  mul,
  reshape,
  rowLosses,
  type Scalar,
  sum,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  tensor,
  tidy,
  valueAndGrad,
} from './ops';

/** The values of a loss as tensors. */
export interface LossTensors {
  readonly total: Scalar;
  /** The loss of each row of the plan, [regionCount]: to be read, and given to `termsFrom`. */
  readonly rows: Tensor1D;
}

/**
 * alpha * global + beta * blob for logits of any shape in the order of `plan` (batch element slowest), from sums over the plan's
 * regions; `core/losses` is the same family in plain numbers (arXiv 2205.08209). The gradient flows back through the sums.
 */
export function lossOnTensors(logits: Tensor, plan: LossPlan, settings: LossSettings): LossTensors {
  const z = reshape(logits, [plan.regions.length, 1]) as Tensor2D;
  const ledger = ledgerSums(z, plan, { fields: fieldsOf(settings), gamma: settings.focalGamma });
  const rows = rowLosses(ledger, formulaOf(plan, settings));
  const weights = tensor(weightsOfRows(plan, settings), [plan.regionCount, 1]);
  return {
    total: sum(mul(rows, weights)) as Scalar,
    rows: reshape(rows, [plan.regionCount]) as Tensor1D,
  };
}

/** Terms of a loss and the gradient of its total with respect to the logits, on the backend in use; for comparing with `core/losses`. */
export async function evaluateLossOnTensors(
  logits: Float32Array,
  ids: Int32Array,
  shape: readonly [batch: number, depth: number, height: number, width: number],
  settings: LossSettings,
): Promise<{ terms: LossTerms; gradient: Float32Array }> {
  const plan = planLoss(ids, shape[0]);
  const [rows, gradient] = tidy(() => {
    const kept: Tensor[] = [];
    const { grad } = valueAndGrad((z: Tensor) => {
      const values = lossOnTensors(z, plan, settings);
      kept.push(keep(values.rows));
      return values.total;
    })(tensor(logits, [...shape, 1]));
    return [kept[0], grad];
  });
  try {
    const values = (await rows.data()) as Float32Array;
    return { terms: termsFrom(values, plan, settings), gradient: (await gradient.data()) as Float32Array };
  } finally {
    dispose([rows, gradient]);
  }
}
