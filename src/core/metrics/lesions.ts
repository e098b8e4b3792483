import type { LabelledPair } from './labelled';
import { type OverlapTable, tabulateOverlaps } from './overlaps';

/** Reference components that meet after dilation, as one lesion, and the predictions that touch its dilation. */
export interface Lesion {
  readonly references: readonly number[];
  readonly predictions: readonly number[];
  /** Without the dilation. */
  readonly volumeMm3: number;
}

/**
 * The lesions of the BraTS 2023 lesion-wise evaluation, in the order of their dilations' first voxels. A reference instance in several
 * pieces (numbered by the user) makes one lesion of all that its pieces meet.
 */
export function mergeLesions(pair: LabelledPair, dilation: number): Lesion[] {
  const { reference, table } = pair;
  const { components, members } = reference.dilated(dilation);
  const touching = tabulateOverlaps(components, pair.prediction);
  return groupParts(members).map((parts) => {
    const references = ascending(parts.flatMap((part) => idsOf(members, part)));
    return {
      references,
      predictions: ascending(parts.flatMap((part) => idsOf(touching, part))),
      volumeMm3: references.reduce((sum, id) => sum + table.referenceVoxels[id], 0) * reference.voxelVolumeMm3,
    };
  });
}

/** Dilated components by lesion: those that hold pieces of one reference instance belong together. */
function groupParts(members: OverlapTable): number[][] {
  const groups = new Map<number, number[]>();
  const groupOf = new Int32Array(members.referenceCount + 1);
  for (let part = 1; part <= members.referenceCount; part++) {
    const known = members.ofReference[part]
      .flatMap(({ prediction }) => members.ofPrediction[prediction])
      .map((pair) => groupOf[pair.reference])
      .filter((group) => group !== 0);
    const joined = [...new Set([...known, part])].sort((a, b) => a - b);
    const parts = joined.flatMap((group) => groups.get(group) ?? [part]);
    for (const group of joined) groups.delete(group);
    groups.set(joined[0], parts);
    for (const one of parts) groupOf[one] = joined[0];
  }
  return [...groups].sort(([a], [b]) => a - b).map(([, parts]) => parts);
}

function idsOf(table: OverlapTable, part: number): number[] {
  return table.ofReference[part].map(({ prediction }) => prediction);
}

function ascending(ids: readonly number[]): number[] {
  return [...new Set(ids)].sort((a, b) => a - b);
}
