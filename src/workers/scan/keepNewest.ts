import type { FileVolume } from '../../io/fileVolume';

/** Bytes of voxels of freshly opened files that are kept for the case they are likely to become; the others are read again. */
const mostKeptBytes = 2 ** 29;

/** Adds a volume, and lets the oldest go until the rest fit; the one just added stays in any case. */
export function keepNewest(
  kept: Map<number, FileVolume>,
  fileId: number,
  volume: FileVolume,
  mostBytes = mostKeptBytes,
): void {
  kept.set(fileId, volume);
  let bytes = [...kept.values()].reduce((sum, { voxels }) => sum + voxels.byteLength, 0);
  for (const [id, { voxels }] of kept) {
    if (bytes <= mostBytes || id === fileId) return;
    kept.delete(id);
    bytes -= voxels.byteLength;
  }
}
