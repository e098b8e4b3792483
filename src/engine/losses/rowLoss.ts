import type { LossSettings } from '../../core/settings';
import {
  add,
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
} from '../ops';
import { formOf } from './forms';
import { formulaOf } from './formula';
import { factsOf, type LossPlan, planLoss } from './plan';
import { powerOf } from './power';
import type { LossTensors, PreparedLoss } from './prepared';
import { termsFrom, weightsOfRows } from './terms';

/** Blob loss with the other blobs masked: its whole table is made in one go, with kernels of its own where the backend has them. */
export function prepareRowLoss(ids: Int32Array, batchSize: number, settings: LossSettings): PreparedLoss {
  const plan = planLoss(ids, batchSize);
  return {
    toldCount: plan.regionCount,
    run: (logits) => runRowLoss(logits, plan, settings),
    termsFrom: (rows) => termsFrom(rows, plan, settings),
  };
}

/** Tells the loss of each row, its power not yet taken. */
function runRowLoss(logits: Tensor, plan: LossPlan, settings: LossSettings): LossTensors {
  const form = formOf(settings);
  const z = reshape(logits, [plan.regions.length, 1]) as Tensor2D;
  const ledger = ledgerSums(z, plan, { fields: form.weights.map(({ field }) => field), gamma: settings.focalGamma });
  const rows = rowLosses(ledger, formulaOf(form, factsOf(plan, settings)));
  const weigh = (values: Tensor, alpha: number, beta: number) =>
    sum(mul(values, tensor(weightsOfRows(plan, { alpha, beta }), [plan.regionCount, 1]))) as Scalar;
  const { alpha, beta } = settings;
  return {
    total: form.power === 1 ? weigh(rows, alpha, beta) : weighPowers(),
    told: reshape(rows, [plan.regionCount]) as Tensor1D,
  };

  function weighPowers(): Scalar {
    const global = mul(powerOf(weigh(rows, 1, 0), form.power), alpha);
    return add(global, weigh(powerOf(rows, form.power), 0, beta)) as Scalar;
  }
}
