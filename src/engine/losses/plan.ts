import { cutRegions } from '../../core/ledger';
import type { LossSettings } from '../../core/settings';
import type { RegionCut } from '../ops/ledgerSums';
import { nextPowerOfTwo } from '../ops/pieces';
import type { RowFacts } from './formula';

/** One blob of one batch element: its row in the table of region sums is `batchSize` + its place in `LossPlan.blobs`. */
export interface PlannedBlob {
  readonly id: number;
  readonly element: number;
  readonly voxels: number;
}

/** Where each voxel of a batch counts: row b of the table is the background of element b, the rows after it are the blobs. */
export interface LossPlan extends RegionCut {
  readonly voxelsPerElement: number;
  /** By element, then by ascending id. */
  readonly blobs: readonly PlannedBlob[];
  /** Foreground voxels of each element. */
  readonly foreground: readonly number[];
}

/** The rows of the table are a power of two, so that tensor shapes seldom change between steps. */
const fewestRegions = 16;

/** Cuts a batch of blob ids (0 = background; `batchSize` volumes of equal size behind one another) into regions. */
export function planLoss(ids: Int32Array, batchSize: number): LossPlan {
  const voxelsPerElement = ids.length / batchSize;
  if (!Number.isInteger(voxelsPerElement)) throw new Error(`${ids.length} ids do not make ${batchSize} equal volumes`);
  const regions = new Int32Array(ids.length);
  const blobs: PlannedBlob[] = [];
  const foreground: number[] = [];
  for (let element = 0; element < batchSize; element++) {
    const from = element * voxelsPerElement;
    const { blobIds, rowOfVoxel } = cutRegions(ids.subarray(from, from + voxelsPerElement));
    const sizes = new Array<number>(blobIds.length + 1).fill(0);
    const firstRow = batchSize + blobs.length;
    for (let v = 0; v < voxelsPerElement; v++) {
      const row = rowOfVoxel[v];
      sizes[row]++;
      regions[from + v] = row === 0 ? element : firstRow + row - 1;
    }
    blobIds.forEach((id, n) => {
      blobs.push({ id, element, voxels: sizes[n + 1] });
    });
    foreground.push(voxelsPerElement - sizes[0]);
  }
  const regionCount = nextPowerOfTwo(Math.max(fewestRegions, batchSize + blobs.length));
  return { batchSize, voxelsPerElement, regions, regionCount, blobs, foreground };
}

/**
 * Voxels of each row's blob (or of all blobs of the element), and of the other blobs, which are masked away: under `logit` they count as
 * outside with p = 1/2, under `probability` not at all. Rows that are neither elements nor blobs get one voxel, so that no denominator is 0.
 */
export function factsOf(plan: LossPlan, { masking }: Pick<LossSettings, 'masking'>): RowFacts {
  const { batchSize, regionCount, blobs, foreground, voxelsPerElement } = plan;
  const sizes = new Float32Array(regionCount).fill(1);
  const masked = new Float32Array(regionCount);
  sizes.set(foreground);
  blobs.forEach(({ element, voxels }, index) => {
    sizes[batchSize + index] = voxels;
    if (masking === 'logit') masked[batchSize + index] = foreground[element] - voxels;
  });
  return { sizes, masked, meanOver: voxelsPerElement };
}
