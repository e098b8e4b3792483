import type { LossSettings } from '../../core/settings';
import type { LossTerms } from '../../core/terms';
import { formOf } from './forms';
import type { LossPlan } from './plan';

/** The weight of each row's loss in alpha * global + beta * blob, [regionCount]: the global term is a mean over elements, the blob term a mean over the elements with blobs of means over their blobs. */
export function weightsOfRows(plan: LossPlan, { alpha, beta }: Pick<LossSettings, 'alpha' | 'beta'>): Float32Array {
  const { batchSize, regionCount, blobs } = plan;
  const counts = new Array<number>(batchSize).fill(0);
  for (const { element } of blobs) counts[element]++;
  const elementsWithBlobs = counts.filter((count) => count > 0).length;
  const weights = new Float32Array(regionCount).fill(alpha / batchSize, 0, batchSize);
  blobs.forEach(({ element }, index) => {
    weights[batchSize + index] = beta / (counts[element] * elementsWithBlobs);
  });
  return weights;
}

/** Plain terms from the loss of each row before its power, [regionCount]; a blob in several batch elements gets the mean of its terms. */
export function termsFrom(rows: Float32Array, plan: LossPlan, settings: LossSettings): LossTerms {
  const { power } = formOf(settings);
  const raised = Float64Array.from(rows, (value) => value ** power);
  const weigh = (values: ArrayLike<number>, alpha: number, beta: number) =>
    weightsOfRows(plan, { alpha, beta }).reduce((total, weight, row) => total + weight * values[row], 0);
  const [global, blob] = [weigh(rows, 1, 0) ** power, weigh(raised, 0, 1)];
  const terms = new Map<number, number[]>();
  plan.blobs.forEach(({ id }, index) => {
    terms.set(id, [...(terms.get(id) ?? []), raised[plan.batchSize + index]]);
  });
  const blobs = [...terms].sort(([a], [b]) => a - b);
  return {
    total: settings.alpha * global + settings.beta * blob,
    global,
    blob,
    blobIds: blobs.map(([id]) => id),
    blobTerms: blobs.map(([, values]) => values.reduce((a, b) => a + b) / values.length),
  };
}
