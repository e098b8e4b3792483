import type { LossSettings } from '../core/settings';
import type { LossTerms } from '../core/terms';
import { fieldsOf, meanVoxelLoss, overlapLoss, type RowFacts, type Sums, voxelLoss } from './losses/criteria';
import { type LossPlan, planLoss } from './losses/plan';
import {
  add,
  concat,
  dispose,
  keep,
  mean,
  mul,
  regionSums,
  reshape,
  type Scalar,
  sigmoid,
  sum,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  tensor,
  tidy,
  valueAndGrad,
} from './ops';

/** The values of a loss as tensors: three scalars, and each region's own blob term [regionCount] (of use only in the rows of blobs). */
export interface LossTensors {
  readonly total: Scalar;
  readonly global: Scalar;
  readonly blob: Scalar;
  readonly perRegion: Tensor1D;
}

/**
 * alpha * global + beta * blob for logits of any shape in the order of `plan` (batch element slowest), from sums over the plan's
 * regions; `core/losses` is the same family in plain numbers (arXiv 2205.08209). The gradient flows back through the sums.
 */
export function lossOnTensors(logits: Tensor, plan: LossPlan, settings: LossSettings): LossTensors {
  const table = tableOf(plan);
  const z = reshape(logits, [plan.regions.length, 1]) as Tensor2D;
  const fields = fieldsOf(settings);
  const parts: { readonly global: Tensor; readonly blobs: Tensor }[] = [];
  if (fields.overlap) {
    const sums = sumsOf(sigmoid(z), table, plan);
    parts.push({
      global: overlapLoss(sums.elements, table.elements, settings),
      blobs: overlapLoss(sums.blobs, table.blobs, settings),
    });
  }
  if (fields.voxel) {
    const sums = sumsOf(voxelLoss(mul(z, table.sign), settings), table, plan);
    const voxels = plan.voxelsPerElement;
    parts.push({
      global: meanVoxelLoss(sums.elements, table.elements, voxels, settings),
      blobs: meanVoxelLoss(sums.blobs, table.blobs, voxels, settings),
    });
  }
  const global = mean(parts.map((part) => part.global).reduce(add)) as Scalar;
  const perRegion = reshape(parts.map((part) => part.blobs).reduce(add), [plan.regionCount]) as Tensor1D;
  const blob = sum(mul(perRegion, table.weights)) as Scalar;
  const total = add(mul(global, settings.alpha), mul(blob, settings.beta)) as Scalar;
  return { total, global, blob, perRegion };
}

/** Puts the values of a loss behind one another, [3 + regionCount], to be read at once and given to `termsFrom`. */
export function packTerms({ total, global, blob, perRegion }: LossTensors): Tensor1D {
  return concat([...[total, global, blob].map((value) => reshape(value, [1])), perRegion]) as Tensor1D;
}

/** Plain terms from what `packTerms` packed; a blob in several batch elements gets the mean of its terms. */
export function termsFrom(packed: Float32Array, plan: LossPlan): LossTerms {
  const terms = new Map<number, number[]>();
  plan.blobs.forEach(({ id }, index) => {
    terms.set(id, [...(terms.get(id) ?? []), packed[3 + plan.batchSize + index]]);
  });
  const blobs = [...terms].sort(([a], [b]) => a - b);
  return {
    total: packed[0],
    global: packed[1],
    blob: packed[2],
    blobIds: blobs.map(([id]) => id),
    blobTerms: blobs.map(([, values]) => values.reduce((a, b) => a + b) / values.length),
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
  const [packed, gradient] = tidy(() => {
    const kept: Tensor[] = [];
    const { grad } = valueAndGrad((z: Tensor) => {
      const values = lossOnTensors(z, plan, settings);
      kept.push(keep(packTerms(values)));
      return values.total;
    })(tensor(logits, [...shape, 1]));
    return [kept[0], grad];
  });
  try {
    const values = (await packed.data()) as Float32Array;
    return { terms: termsFrom(values, plan), gradient: (await gradient.data()) as Float32Array };
  } finally {
    dispose([packed, gradient]);
  }
}

/** The constants of a plan as tensors. */
interface Table {
  readonly regions: Tensor1D;
  /** +1 background, -1 foreground, [V,1]. */
  readonly sign: Tensor;
  /** 1 where a row is a blob of the element, or its background, [regionCount,batchSize]. */
  readonly isBlobOf: Tensor;
  readonly isBackgroundOf: Tensor;
  readonly elements: RowFacts;
  readonly blobs: RowFacts;
  /** The two-level mean: 1 / (blobs of the element * elements with blobs), 0 in rows that are no blobs, [regionCount]. */
  readonly weights: Tensor;
}

function tableOf(plan: LossPlan): Table {
  const { batchSize, regionCount, blobs, foreground, regions } = plan;
  const blobCounts = foreground.map((_, element) => blobs.filter((blob) => blob.element === element).length);
  const elementsWithBlobs = blobCounts.filter((count) => count > 0).length;
  const isBlobOf = new Float32Array(regionCount * batchSize);
  const isBackgroundOf = new Float32Array(regionCount * batchSize);
  const weights = new Float32Array(regionCount);
  // Rows that are no blobs get one voxel, so that no denominator is 0; their weight is 0.
  const size = new Float32Array(regionCount).fill(1);
  const masked = new Float32Array(regionCount);
  for (let b = 0; b < batchSize; b++) isBackgroundOf[b * batchSize + b] = 1;
  blobs.forEach(({ element, voxels }, index) => {
    const row = batchSize + index;
    isBlobOf[row * batchSize + element] = 1;
    weights[row] = 1 / (blobCounts[element] * elementsWithBlobs);
    size[row] = voxels;
    masked[row] = foreground[element] - voxels;
  });
  return {
    regions: tensor(regions, [regions.length], 'int32') as Tensor1D,
    sign: tensor(
      Float32Array.from(regions, (row) => (row < batchSize ? 1 : -1)),
      [regions.length, 1],
    ),
    isBlobOf: tensor(isBlobOf, [regionCount, batchSize]),
    isBackgroundOf: tensor(isBackgroundOf, [regionCount, batchSize]),
    elements: {
      size: tensor(Float32Array.from(foreground), [batchSize, 1]),
      masked: tensor(new Float32Array(batchSize), [batchSize, 1]),
    },
    blobs: { size: tensor(size, [regionCount, 1]), masked: tensor(masked, [regionCount, 1]) },
    weights: tensor(weights, [regionCount]),
  };
}

/** Sums of a field [V,1] as the criteria want them: per element [batchSize,1], and per row of the table [regionCount,1]. */
function sumsOf(field: Tensor, table: Table, plan: LossPlan): { readonly elements: Sums; readonly blobs: Sums } {
  const rows = regionSums(field as Tensor2D, table.regions, plan.regionCount);
  const inside = sum(mul(rows, table.isBlobOf), 0, true);
  const outside = sum(mul(rows, table.isBackgroundOf), 0, true);
  return {
    elements: { inside: reshape(inside, [plan.batchSize, 1]), outside: reshape(outside, [plan.batchSize, 1]) },
    blobs: { inside: rows, outside: sum(mul(table.isBlobOf, outside), 1, true) },
  };
}
