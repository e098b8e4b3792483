import type { Components } from '../components';

/** One reference component and one predicted component that share voxels. */
export interface Overlap {
  readonly reference: number;
  readonly prediction: number;
  readonly voxels: number;
}

/** Which components share how many voxels: all that the matching rules need, some hundred numbers whatever the size of the grid. */
export interface OverlapTable {
  /** Voxels of each component, index = id; index 0 = background. */
  readonly referenceVoxels: Int32Array;
  readonly predictionVoxels: Int32Array;
  readonly referenceCount: number;
  readonly predictionCount: number;
  /** Pairs that share at least one voxel, ascending by reference, then by prediction. */
  readonly pairs: readonly Overlap[];
  /** The same pairs by component, index = id. */
  readonly ofReference: readonly (readonly Overlap[])[];
  readonly ofPrediction: readonly (readonly Overlap[])[];
}

/** The contingency table of two labellings of one grid (flat, x fastest, ids 0..count), in one pass. Throws on unequal lengths. */
export function tabulateOverlaps(reference: Components, prediction: Components): OverlapTable {
  if (reference.ids.length !== prediction.ids.length)
    throw new Error(`${reference.ids.length} reference voxels and ${prediction.ids.length} predicted ones`);
  const referenceVoxels = new Int32Array(reference.count + 1);
  const predictionVoxels = new Int32Array(prediction.count + 1);
  const shared = countShared(reference, prediction, referenceVoxels, predictionVoxels);
  const pairs = [...shared]
    .sort(([a], [b]) => a - b)
    .map(([key, voxels]) => {
      const id = key % (prediction.count + 1);
      return { reference: (key - id) / (prediction.count + 1), prediction: id, voxels };
    });
  return overlapTable(referenceVoxels, predictionVoxels, pairs);
}

/** The table of known sizes (index = id, index 0 = background) and pairs, ascending by reference, then by prediction. */
export function overlapTable(
  referenceVoxels: Int32Array,
  predictionVoxels: Int32Array,
  pairs: readonly Overlap[],
): OverlapTable {
  const referenceCount = referenceVoxels.length - 1;
  const predictionCount = predictionVoxels.length - 1;
  return {
    referenceVoxels,
    predictionVoxels,
    referenceCount,
    predictionCount,
    pairs,
    ofReference: groupBy(pairs, referenceCount, (pair) => pair.reference),
    ofPrediction: groupBy(pairs, predictionCount, (pair) => pair.prediction),
  };
}

/** The same table seen from the other side. */
export function transposeOverlaps(table: OverlapTable): OverlapTable {
  const pairs = table.pairs
    .map(({ reference, prediction, voxels }) => ({ reference: prediction, prediction: reference, voxels }))
    .sort((a, b) => a.reference - b.reference || a.prediction - b.prediction);
  return {
    referenceVoxels: table.predictionVoxels,
    predictionVoxels: table.referenceVoxels,
    referenceCount: table.predictionCount,
    predictionCount: table.referenceCount,
    pairs,
    ofReference: groupBy(pairs, table.predictionCount, (pair) => pair.reference),
    ofPrediction: groupBy(pairs, table.referenceCount, (pair) => pair.prediction),
  };
}

/** Intersection over union of a pair, 0..1. */
export function iouOf(table: OverlapTable, { reference, prediction, voxels }: Overlap): number {
  return voxels / (table.referenceVoxels[reference] + table.predictionVoxels[prediction] - voxels);
}

/** Dice of a pair, 0..1. */
export function diceOf(table: OverlapTable, { reference, prediction, voxels }: Overlap): number {
  return (2 * voxels) / (table.referenceVoxels[reference] + table.predictionVoxels[prediction]);
}

/** Fills the sizes and gives shared voxels by reference id * (predictions + 1) + prediction id. Equal neighbours along x are counted as one run. */
function countShared(
  { ids: a }: Components,
  { ids: b, count }: Components,
  sizesA: Int32Array,
  sizesB: Int32Array,
): Map<number, number> {
  const shared = new Map<number, number>();
  let start = 0;
  while (start < a.length) {
    const idA = a[start];
    const idB = b[start];
    let end = start + 1;
    while (end < a.length && a[end] === idA && b[end] === idB) end++;
    sizesA[idA] += end - start;
    sizesB[idB] += end - start;
    if (idA !== 0 && idB !== 0) {
      const key = idA * (count + 1) + idB;
      shared.set(key, (shared.get(key) ?? 0) + end - start);
    }
    start = end;
  }
  return shared;
}

function groupBy(pairs: readonly Overlap[], count: number, idOf: (pair: Overlap) => number): Overlap[][] {
  const groups = Array.from({ length: count + 1 }, (): Overlap[] => []);
  for (const pair of pairs) groups[idOf(pair)].push(pair);
  return groups;
}
