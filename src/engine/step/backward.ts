import type { PatchBatch } from '../../core/patches';
import type { TrainSettings } from '../../core/settings';
import { lossOnTensors } from '../losses';
import type { LossPlan } from '../losses/plan';
import { forward } from '../network';
import { keep, type Scalar, type Tensor, type Tensor1D, type Tensor5D, tensor5d, valueAndGrads } from '../ops';

/** What one step learns from: cubes of normalised intensities and of blob ids, as `core/patches` cuts them. */
export type Batch = Pick<PatchBatch, 'batchSize' | 'size' | 'scan' | 'ids'>;

export interface Backward {
  readonly total: Scalar;
  /** The loss of each row of the plan, [regionCount]. It is kept: the caller disposes of it. */
  readonly rows: Tensor1D;
  /** The gradient of the total with respect to each weight tensor. */
  readonly gradients: readonly Tensor[];
}

/** The loss of a batch and its gradient, on the backend; to be called in a tidy. */
export function backward(
  weights: readonly Tensor5D[],
  { batchSize, size, scan }: Omit<Batch, 'ids'>,
  plan: LossPlan,
  { network, loss }: Pick<TrainSettings, 'network' | 'loss'>,
): Backward {
  const rows: Tensor1D[] = [];
  const x = tensor5d(scan, [batchSize, size, size, size, 1]);
  const { value, grads } = valueAndGrads((...tensors: Tensor[]) => {
    const values = lossOnTensors(forward(network, tensors as Tensor5D[], x), plan, loss);
    rows.push(keep(values.rows));
    return values.total;
  })([...weights]);
  return { total: value, rows: rows[0], gradients: grads };
}
