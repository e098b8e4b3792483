import type { LossParts } from '../losses/blobLoss';
import { evaluateLedgers } from '../losses/ledgerLoss';
import { crossEntropy, type Quantity } from '../losses/quantities';
import type { LossSettings } from '../settings';
import { isInsideRow } from './benchCase';
import type { BenchParts, Summed } from './benchLoss';
import type { Hardest } from './followingHardest';
import { softErrors } from './softErrors';

/** The mean cross-entropy of the hardest voxels as the one term of a loss, of which each voxel among them has its part. The settings' base must be top-k; `surestError`: see BenchQuestion. */
export function topKParts(summed: Summed, settings: LossSettings, surestError: number): BenchParts {
  const { benchCase, logits } = summed;
  const hardest = summed.hardest.of(settings.topKPercent);
  const { at, slope } = surestError < 1 ? softErrors(crossEntropy, surestError) : crossEntropy;
  const { ledger, slopes } = ledgerOfHardest(summed, hardest, { ...crossEntropy, at, slope });
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
  const [voxels, sums, slopes] = [new Float64Array(rows), new Float64Array(rows), new Float64Array(rows)];
  const met = [metLogit(quantity, false), metLogit(quantity, true)];
  followed.forEach(hardest, (v) => {
    const row = rowOfVoxel[v];
    const { cost, slope } = met[isInsideRow(benchCase, row) ? 1 : 0](logits[v]);
    voxels[row]++;
    sums[row] += cost;
    slopes[row] += slope;
  });
  voxels[rows - 1] = logits.length - hardest.voxels;
  const regions = {
    blobIds: benchCase.regions.blobIds,
    rowOfVoxel,
    isInside: new Uint8Array(rows).fill(1, 1, blobs.length + 1),
    blobOfRow: Int32Array.from({ length: rows }, (_, row) => (isInsideRow(benchCase, row) ? row : 0)),
    partOfRow: new Int32Array(rows).fill(1, 0, rows - 1),
  };
  return { ledger: { regions, quantities: [quantity], voxels, sums: [sums] }, slopes };
}

/** Cost and slope of the logit of a label, computed where it is another than the last. */
function metLogit({ at, slope }: Quantity, isInside: boolean) {
  let last = Number.NaN;
  let met = { cost: 0, slope: 0 };
  return (logit: number) => {
    if (logit !== last) met = { cost: at(logit, isInside), slope: slope(logit, isInside) };
    last = logit;
    return met;
  };
}
