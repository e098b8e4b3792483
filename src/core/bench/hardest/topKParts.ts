import type { LossParts } from '../../losses/blobLoss';
import { crossEntropy, type Quantity } from '../../losses/criteria/quantities';
import { evaluateLedgers } from '../../losses/ledgerLoss';
import type { LossSettings } from '../../settings';
import { isInsideRow } from '../benchCase';
import type { BenchParts, Summed } from '../pulls/benchParts';
import { softErrors } from '../pulls/softErrors';
import type { Hardest } from './hardestRows';

/** The mean cross-entropy of the hardest voxels as the one term of a loss, of which each voxel among them has its part. The settings' base must be top-k; `surestError`: see BenchQuestion. */
export function topKParts(summed: Summed, settings: LossSettings, surestError: number): BenchParts {
  const { benchCase, logits } = summed;
  const hardest = summed.hardest.of(settings.topKPercent);
  const quantity = surestError < 1 ? softErrors(crossEntropy, surestError) : crossEntropy;
  const { slope } = quantity;
  const { ledger, slopes } = ledgerOfHardest(summed, hardest, quantity);
  const { terms, perElement, pullsOf } = evaluateLedgers({ main: [ledger], hardest: [ledger] }, settings);
  const gradientOf: LossParts['gradientOf'] = (alpha) => {
    const gradient = new Float64Array(logits.length);
    if (alpha === 0) return gradient;
    summed.hardest.forEach(hardest, (v) => {
      const isInside = isInsideRow(benchCase, benchCase.rowOfVoxel[v]);
      gradient[v] = (alpha / hardest.voxels) * slope(logits[v], isInside);
    });
    return gradient;
  };
  return {
    terms,
    perElement,
    pullsOf,
    gradientOf,
    slopesOf: () => [slopes],
    rowPullsOf: (alpha) =>
      slopes.subarray(0, benchCase.rowVoxels.length).map((slope) => Math.abs(alpha * slope) / hardest.voxels),
  };
}

/** The ledger of the hardest voxels: the rows of the case, and one more for all other voxels, which do not count. */
function ledgerOfHardest({ benchCase, logits, hardest: followed }: Summed, hardest: Hardest, quantity: Quantity) {
  const { rowOfVoxel, rowVoxels, blobs } = benchCase;
  const rows = rowVoxels.length + 1;
  const ofRows = followed.rowsOf(hardest, quantity);
  const [voxels, sums, slopes] = [ofRows.voxels, ofRows.sums, ofRows.slopes].map((of) => {
    const withOthers = new Float64Array(rows);
    withOthers.set(of);
    return withOthers;
  });
  voxels[rows - 1] = logits.length - hardest.voxels;
  const regions = {
    blobIds: benchCase.regions.blobIds,
    rowOfVoxel,
    isInside: new Uint8Array(rows).fill(1, 1, blobs.length + 1),
    blobOfRow: Int32Array.from({ length: rows }, (_, row) => (isInsideRow(benchCase, row) ? row : 0)),
    partOfRow: new Int32Array(rows).fill(1, 0, rows - 1),
  };
  // Terms find the quantities of a ledger by name.
  return { ledger: { regions, quantities: [{ ...quantity, name: crossEntropy.name }], voxels, sums: [sums] }, slopes };
}
