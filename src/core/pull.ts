/**
 * The share of the gradient on blob voxels that the smaller half of the blobs (floor(N/2) of them) gets, 0..1. In each state every
 * blob voxel is equally uncertain, so what differs is the loss alone; the whole volume is one patch.
 */
export interface SmallerHalfPull {
  /** Dice, Tversky, cross-entropy or focal over everything: every blob voxel pulls alike, so it is the share of the voxels. */
  readonly global: number;
  /** Blob loss on cross-entropy or focal: each blob's term is a mean over the whole patch, so every blob voxel still pulls alike. */
  readonly blobOfMean: number;
  /** Blob loss on Dice, p = 1/2 in every voxel of the volume, as before training. */
  readonly blobDiceAtFirst: number;
  /** Blob loss on Dice once the background is predicted as empty: every blob pulls alike, whatever its size. */
  readonly blobDiceWhenClean: number;
}

/**
 * Closed forms of what `core/losses` computes with masking `probability` and no smoothing. A voxel of blob C, seen with the
 * false-positive mass F, has the derivative 2 (F + |C|) / ((1 + p) |C| + F)^2 of the blob's Dice term (times the slope of p, the same
 * everywhere). `sizes` and `voxelTotal` in voxels. Null for fewer than two blobs: there is no smaller half.
 */
export function smallerHalfPull(sizes: readonly number[], voxelTotal: number): SmallerHalfPull | null {
  if (sizes.length < 2) return null;
  const rising = sizes.toSorted((a, b) => a - b);
  const foreground = rising.reduce((sum, size) => sum + size, 0);
  const falsePositive = uncertain * Math.max(0, voxelTotal - foreground);
  const bySize = halfShare(rising);
  return {
    global: bySize,
    blobOfMean: bySize,
    blobDiceAtFirst: halfShare(rising.map((size) => diceBlobPull(size, falsePositive))),
    blobDiceWhenClean: halfShare(rising.map((size) => diceBlobPull(size, 0))),
  };
}

/** The probability in every voxel that counts as uncertain. */
const uncertain = 0.5;

/** All voxels of a blob together. */
function diceBlobPull(size: number, falsePositive: number): number {
  return (size * 2 * (falsePositive + size)) / ((1 + uncertain) * size + falsePositive) ** 2;
}

function halfShare(byRisingSize: readonly number[]): number {
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  return sum(byRisingSize.slice(0, Math.floor(byRisingSize.length / 2))) / sum(byRisingSize);
}
