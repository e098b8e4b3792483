import type { Connectivity } from '../case';
import { type Components, labelComponents } from '../components';
import type { WorkMonitor } from '../errors';
import { type BlobScore, outcome as outcomes, type Scores } from '../terms';
import { type Dims, voxelCount } from '../volume';
import { harmonicMean } from './instances';
import { ratio } from './voxels';

/** A prediction of the whole scan and the blobs it is compared with; arrays flat, x fastest, one entry per voxel of `dims`. */
export interface Prediction {
  readonly probability: Float32Array;
  /** 0 = background, 1..blobCount = blobs. */
  readonly ids: Int32Array;
  readonly blobCount: number;
  readonly dims: Dims;
  /** A voxel is predicted when its probability is strictly above this. */
  readonly threshold: number;
  /** Which voxels of the prediction count as neighbours. */
  readonly connectivity: Connectivity;
  readonly monitor?: WorkMonitor | undefined;
}

export interface ScoredPrediction {
  readonly scores: Scores;
  /** One code of `outcome` (terms.ts) per voxel. */
  readonly outcome: Uint8Array;
}

/**
 * Scores a thresholded prediction by any overlap, as the ISLES'22 and WMH challenges count: a blob is found when at least one of its
 * voxels is predicted; a predicted component is false when it touches no blob. Dice is over voxels, 2 TP / (predicted + reference).
 * Sensitivity = found / all blobs; precision = components that touch a blob / all components; F1 = harmonic mean of these two.
 * 0/0 is null: sensitivity without blobs, precision without components, Dice and F1 without either. Throws on unequal lengths, and
 * CancelledError when the monitor says so. Beware: a prediction of everything is one component that touches all blobs, so F1 = 1.
 */
export function scorePrediction(prediction: Prediction): ScoredPrediction {
  checkLengths(prediction);
  const predicted = thresholdMask(prediction);
  const components = labelComponents(predicted, prediction.dims, prediction.connectivity, prediction.monitor);
  const scores = scoreMask(prediction, predicted, components);
  return { scores, outcome: turnIntoOutcome(predicted, prediction.ids) };
}

function checkLengths({ probability, ids, dims }: Prediction): void {
  if (probability.length !== voxelCount(dims) || ids.length !== voxelCount(dims))
    throw new Error(`${probability.length} probabilities and ${ids.length} ids on a grid of ${dims.join('x')}`);
}

function thresholdMask({ probability, threshold }: Prediction): Uint8Array {
  const mask = new Uint8Array(probability.length);
  // In float32, as the probabilities: so one that equals the threshold is not above it.
  const limit = Math.fround(threshold);
  for (let v = 0; v < mask.length; v++) mask[v] = probability[v] > limit ? 1 : 0;
  return mask;
}

function scoreMask(prediction: Prediction, predicted: Uint8Array, components: Components): Scores {
  const tallies = tallyBlobs(prediction, predicted);
  const falseBlobs = components.count - countTouching(components, prediction.ids);
  const foundBlobs = tallies.perBlob.filter(({ isFound }) => isFound).length;
  const sensitivity = ratio(foundBlobs, prediction.blobCount);
  const precision = ratio(components.count - falseBlobs, components.count);
  return {
    threshold: prediction.threshold,
    dice: ratio(2 * tallies.overlapVoxels, tallies.predictedVoxels + tallies.referenceVoxels),
    foundBlobs,
    missedBlobs: prediction.blobCount - foundBlobs,
    predictedBlobs: components.count,
    falseBlobs,
    sensitivity,
    precision,
    f1: harmonicMean(sensitivity, precision),
    perBlob: tallies.perBlob,
  };
}

interface BlobTallies {
  readonly predictedVoxels: number;
  readonly referenceVoxels: number;
  readonly overlapVoxels: number;
  readonly perBlob: BlobScore[];
}

function tallyBlobs({ probability, ids, blobCount }: Prediction, predicted: Uint8Array): BlobTallies {
  const voxels = new Float64Array(blobCount + 1);
  const hits = new Float64Array(blobCount + 1);
  const sums = new Float64Array(blobCount + 1);
  for (let v = 0; v < ids.length; v++) {
    const id = ids[v];
    if (id < 0 || id > blobCount) throw new Error(`blob id ${id} outside 0..${blobCount}`);
    voxels[id]++;
    hits[id] += predicted[v];
    sums[id] += probability[v];
  }
  const perBlob = Array.from({ length: blobCount }, (_, n) => n + 1).map((id) => {
    if (voxels[id] === 0) throw new Error(`blob ${id} of ${blobCount} has no voxels`);
    return { id, isFound: hits[id] > 0, recall: hits[id] / voxels[id], meanProbability: sums[id] / voxels[id] };
  });
  const overlapVoxels = sum(hits) - hits[0];
  return { predictedVoxels: sum(hits), referenceVoxels: ids.length - voxels[0], overlapVoxels, perBlob };
}

function countTouching(components: Components, ids: Int32Array): number {
  const touches = new Uint8Array(components.count + 1);
  for (let v = 0; v < ids.length; v++) if (ids[v] !== 0) touches[components.ids[v]] = 1;
  // Row 0 collects the blob voxels that are not predicted.
  return sum(touches.subarray(1));
}

/** Rewrites the mask of the prediction in place: at 7 million voxels a second array would be waste. */
function turnIntoOutcome(predicted: Uint8Array, ids: Int32Array): Uint8Array {
  for (let v = 0; v < ids.length; v++) {
    if (ids[v] !== 0) predicted[v] = predicted[v] ? outcomes.truePositive : outcomes.falseNegative;
    else predicted[v] = predicted[v] ? outcomes.falsePositive : outcomes.background;
  }
  return predicted;
}

function sum(values: Float64Array | Uint8Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
