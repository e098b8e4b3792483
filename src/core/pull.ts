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
  /** CC on Dice + cross-entropy, p = 1/2 in every voxel; every blob's cell has an equal part of the background. */
  readonly ccAtFirst: number;
  /** CC on Dice + cross-entropy once the background is empty; and BiCC, whose predicted components are the blobs then. */
  readonly ccWhenClean: number;
  /** BiCC on Dice + cross-entropy, alpha 1/2, p = 1/2 in every voxel: nothing is predicted yet, so half of it is the whole patch. */
  readonly biccAtFirst: number;
  /** Inverse weighting of cross-entropy or squared Dice, in either state: the weights are clipped to 1 .. 200,000. */
  readonly inverseWeighting: number;
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
    ...cellPulls(rising, voxelTotal),
    inverseWeighting: halfShare(rising.map((size) => size * inverseWeight(size, voxelTotal, rising.length))),
  };
}

/** The losses with cells, the background split equally among these. */
function cellPulls(rising: readonly number[], voxelTotal: number) {
  const count = rising.length;
  const foreground = rising.reduce((sum, size) => sum + size, 0);
  const background = Math.max(0, voxelTotal - foreground);
  const inCell = background / count;
  const ofCells = (falsePositive: number) =>
    rising.map((size) => diceCePull(size, size, size + inCell, falsePositive) / count);
  const first = ofCells(uncertain * inCell);
  const whole = rising.map((size) => diceCePull(size, foreground, voxelTotal, uncertain * background));
  return {
    ccAtFirst: halfShare(first),
    ccWhenClean: halfShare(ofCells(0)),
    biccAtFirst: halfShare(first.map((ofCell, n) => (ofCell + whole[n]) / 2)),
  };
}

/** The probability in every voxel that counts as uncertain. */
const uncertain = 0.5;

/** All voxels of a blob together. */
function diceBlobPull(size: number, falsePositive: number): number {
  return size * dicePull(size, falsePositive);
}

/** On one voxel, by its probability, of a Dice term whose label has so many voxels. */
function dicePull(label: number, falsePositive: number): number {
  return (2 * (falsePositive + label)) / ((1 + uncertain) * label + falsePositive) ** 2;
}

/** On all voxels of a blob, by their logits, of Dice + mean cross-entropy over so many voxels. */
function diceCePull(size: number, label: number, voxels: number, falsePositive: number): number {
  const slope = uncertain * (1 - uncertain);
  return size * (slope * dicePull(label, falsePositive) + (1 - uncertain) / voxels);
}

function inverseWeight(size: number, voxelTotal: number, count: number): number {
  return Math.min(2e5, Math.max(1, voxelTotal / ((count + 1) * size)));
}

function halfShare(byRisingSize: readonly number[]): number {
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  return sum(byRisingSize.slice(0, Math.floor(byRisingSize.length / 2))) / sum(byRisingSize);
}
