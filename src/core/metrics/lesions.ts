import type { LabelledPair } from './labelled';
import { type OverlapTable, tabulateOverlaps } from './overlaps';

/** Reference components that meet after dilation, as one lesion, and the predictions that touch its dilation. */
export interface Lesion {
  readonly references: readonly number[];
  readonly predictions: readonly number[];
  /** Without the dilation. */
  readonly volumeMm3: number;
}

/** The lesions of the BraTS 2023 lesion-wise evaluation, in the order of their dilations' first voxels. */
export function mergeLesions(pair: LabelledPair, dilation: number): Lesion[] {
  const { reference, table } = pair;
  const dilated = reference.dilated(dilation);
  const touching = tabulateOverlaps(dilated, pair.prediction);
  const members = membersOf(tabulateOverlaps(dilated, reference.components));
  return members.map((references, lesion) => ({
    references,
    predictions: touching.ofReference[lesion + 1].map(({ prediction }) => prediction),
    volumeMm3: references.reduce((sum, id) => sum + table.referenceVoxels[id], 0) * reference.voxelVolumeMm3,
  }));
}

function membersOf(table: OverlapTable): number[][] {
  return table.ofReference.slice(1).map((pairs) => pairs.map(({ prediction }) => prediction));
}
