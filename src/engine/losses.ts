import type { LossGeometry } from '../core/losses/geometry';
import type { LossSettings } from '../core/settings';
import type { LossTerms } from '../core/terms';
import type { PreparedLoss } from './losses/prepared';
import { prepareReadLoss, readsLogits } from './losses/readLoss';
import { prepareRegionLoss } from './losses/regionLoss';
import { prepareRowLoss } from './losses/rowLoss';
import { dispose, keep, type Tensor, tensor, tidy, valueAndGrad } from './ops';

/** A batch of blob ids (0 = background; `batchSize` volumes of equal size behind one another) and where its voxels lie. */
export interface LossBatch {
  readonly ids: Int32Array;
  readonly batchSize: number;
  readonly geometry: LossGeometry;
}

/**
 * alpha * global + beta * instance of a batch, for its logits; `core/losses` is the same family in plain numbers. `readLogits` gives the logits that
 * the loss will be run on; it is called only for losses that need them first (`readsLogits`).
 */
export async function prepareLoss(
  batch: LossBatch,
  settings: LossSettings,
  readLogits: () => Promise<Float32Array>,
): Promise<PreparedLoss> {
  const { ids, batchSize, geometry } = batch;
  return readsLogits(settings)
    ? prepareReadLoss(await readLogits(), ids, batchSize, settings, geometry)
    : prepareSumsLoss(batch, settings);
}

/** The same for a loss that is made of sums over known regions, at once. */
export function prepareSumsLoss({ ids, batchSize, geometry }: LossBatch, settings: LossSettings): PreparedLoss {
  const isMasked = settings.scheme === 'blob' && settings.masking !== 'none';
  return isMasked ? prepareRowLoss(ids, batchSize, settings) : prepareRegionLoss(ids, batchSize, settings, geometry);
}

/** Terms of a loss and the gradient of its total with respect to the logits, on the backend in use; for comparing with `core/losses`. */
export async function evaluateLossOnTensors(
  logits: Float32Array,
  ids: Int32Array,
  shape: readonly [batch: number, depth: number, height: number, width: number],
  settings: LossSettings,
  geometry: LossGeometry = { dims: [shape[3], shape[2], shape[1]], spacingMm: [1, 1, 1] },
): Promise<{ terms: LossTerms; gradient: Float32Array }> {
  const loss = await prepareLoss({ ids, batchSize: shape[0], geometry }, settings, async () => logits);
  const [told, gradient] = tidy(() => {
    const kept: Tensor[] = [];
    const { grad } = valueAndGrad((z: Tensor) => {
      const values = loss.run(z);
      kept.push(keep(values.told));
      return values.total;
    })(tensor(logits, [...shape, 1]));
    return [kept[0], grad];
  });
  try {
    const values = (await told.data()) as Float32Array;
    return { terms: loss.termsFrom(values), gradient: (await gradient.data()) as Float32Array };
  } finally {
    dispose([told, gradient]);
  }
}
