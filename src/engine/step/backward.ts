import type { PatchBatch } from '../../core/patches';
import type { TrainSettings } from '../../core/settings';
import { prepareLoss, prepareSumsLoss } from '../losses';
import type { PreparedLoss } from '../losses/prepared';
import { readsLogits } from '../losses/readLoss';
import { forward } from '../network';
import {
  dispose,
  keep,
  type Scalar,
  type Tensor,
  type Tensor1D,
  type Tensor5D,
  tensor5d,
  tidy,
  valueAndGrads,
} from '../ops';

/** What one step learns from: cubes of normalised intensities and of blob ids, as `core/patches` cuts them. */
export type Batch = Pick<PatchBatch, 'batchSize' | 'size' | 'scan' | 'ids'> & {
  /** Missing: cubic voxels of 1 mm. */
  readonly spacingMm?: PatchBatch['spacingMm'];
};

export interface Backward {
  readonly total: Scalar;
  /** What the loss tells, [toldCount]. It is kept: the caller disposes of it. */
  readonly told: Tensor1D;
  /** The gradient of the total with respect to each weight tensor. */
  readonly gradients: readonly Tensor[];
}

/** The loss of a batch and its gradient, on the backend; to be called in a tidy. */
export function backward(
  weights: readonly Tensor5D[],
  batch: Batch,
  loss: PreparedLoss,
  { network }: Pick<TrainSettings, 'network'>,
): Backward {
  const told: Tensor1D[] = [];
  const x = inputOf(batch);
  const { value, grads } = valueAndGrads((...tensors: Tensor[]) => {
    const values = loss.run(forward(network, tensors as Tensor5D[], x));
    told.push(keep(values.told));
    return values.total;
  })([...weights]);
  return { total: value, told: told[0], gradients: grads };
}

/** The loss of a batch, where it needs nothing of the prediction; else null. */
export function lossOfBatch(batch: Batch, settings: TrainSettings['loss']): PreparedLoss | null {
  return readsLogits(settings) ? null : prepareSumsLoss(placed(batch), settings);
}

/** The loss of a batch at these weights: for a loss that needs the prediction, after a forward pass whose logits are read back. */
export async function lossAtWeights(
  weights: readonly Tensor5D[],
  batch: Batch,
  { network, loss }: Pick<TrainSettings, 'network' | 'loss'>,
): Promise<PreparedLoss> {
  return prepareLoss(placed(batch), loss, () => logitsAtWeights(weights, batch, { network }));
}

/** The logits of a batch at these weights, in the order of its voxels. */
export async function logitsAtWeights(
  weights: readonly Tensor5D[],
  batch: Batch,
  { network }: Pick<TrainSettings, 'network'>,
): Promise<Float32Array> {
  const logits = tidy(() => forward(network, weights, inputOf(batch)));
  try {
    return (await logits.data()) as Float32Array;
  } finally {
    dispose(logits);
  }
}

function inputOf({ batchSize, size, scan }: Batch): Tensor5D {
  return tensor5d(scan, [batchSize, size, size, size, 1]);
}

function placed({ ids, batchSize, size, spacingMm = [1, 1, 1] }: Batch) {
  return { ids, batchSize, geometry: { dims: [size, size, size], spacingMm } } as const;
}
