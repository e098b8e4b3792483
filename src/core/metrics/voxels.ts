import type { OverlapTable } from './overlaps';

/** How the voxels of two masks on one grid compare. */
export interface VoxelCounts {
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
  readonly trueNegatives: number;
}

/** Which of the two masks holds nothing; null = neither. */
export type Emptiness = 'reference' | 'prediction' | 'both' | null;

/** The voxel counts behind an overlap table: no further pass over the voxels. */
export function countVoxels(table: OverlapTable): VoxelCounts {
  const reference = sumFrom1(table.referenceVoxels);
  const prediction = sumFrom1(table.predictionVoxels);
  const truePositives = table.pairs.reduce((sum, { voxels }) => sum + voxels, 0);
  return {
    truePositives,
    falsePositives: prediction - truePositives,
    falseNegatives: reference - truePositives,
    trueNegatives: table.referenceVoxels[0] - prediction + truePositives,
  };
}

export function emptinessOf({ truePositives, falsePositives, falseNegatives }: VoxelCounts): Emptiness {
  const hasReference = truePositives + falseNegatives > 0;
  const hasPrediction = truePositives + falsePositives > 0;
  if (hasReference && hasPrediction) return null;
  if (hasReference) return 'prediction';
  return hasPrediction ? 'reference' : 'both';
}

/** 2 TP / (2 TP + FP + FN); null when both masks are empty. */
export function voxelDice({ truePositives, falsePositives, falseNegatives }: VoxelCounts): number | null {
  return ratio(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives);
}

/** TP / (TP + FP + FN), the Jaccard index; null when both masks are empty. */
export function voxelIou({ truePositives, falsePositives, falseNegatives }: VoxelCounts): number | null {
  return ratio(truePositives, truePositives + falsePositives + falseNegatives);
}

/** TP / (TP + FN), recall; null without reference. */
export function voxelSensitivity({ truePositives, falseNegatives }: VoxelCounts): number | null {
  return ratio(truePositives, truePositives + falseNegatives);
}

/** TP / (TP + FP), positive predictive value; null without prediction. */
export function voxelPrecision({ truePositives, falsePositives }: VoxelCounts): number | null {
  return ratio(truePositives, truePositives + falsePositives);
}

/** TN / (TN + FP); null when the reference fills the grid. */
export function voxelSpecificity({ trueNegatives, falsePositives }: VoxelCounts): number | null {
  return ratio(trueNegatives, trueNegatives + falsePositives);
}

/** part / whole; 0/0 is null ("undefined"). */
export function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

function sumFrom1(values: Int32Array): number {
  let total = 0;
  for (let id = 1; id < values.length; id++) total += values[id];
  return total;
}
