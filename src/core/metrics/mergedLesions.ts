import type { OverlapTable } from './overlaps';

/** Reference components that are one lesion, because they meet after dilation. */
export interface MergedLesion {
  readonly references: readonly number[];
  /** Its dilated components. */
  readonly parts: readonly number[];
  /** Without the dilation. */
  readonly volumeMm3: number;
}

/**
 * The lesions of dilated components (`members`: these as its references, those of the reference as its predictions), in the order of
 * their first voxels. A reference instance in several pieces (numbered by the user) makes one lesion of all that its pieces meet.
 */
export function mergedLesions(members: OverlapTable, voxelVolumeMm3: number): readonly MergedLesion[] {
  return groupParts(members).map((parts) => {
    const references = ascending(parts.flatMap((part) => idsOf(members, part)));
    const voxels = references.reduce((sum, id) => sum + members.predictionVoxels[id], 0);
    return { references, parts, volumeMm3: voxels * voxelVolumeMm3 };
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

/** What shares voxels with a component of the reference side of a table. */
export function idsOf(table: OverlapTable, part: number): number[] {
  return table.ofReference[part].map(({ prediction }) => prediction);
}

export function ascending(ids: readonly number[]): number[] {
  return [...new Set(ids)].sort((a, b) => a - b);
}
