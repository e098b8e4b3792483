import type { Ledger } from '../../ledger';
import type { LossSettings } from '../../settings';
import { asymmetricCriterion } from '../criteria/asymmetric';
import { criterionOf } from '../criteria/criteria';
import type { Criterion } from '../criteria/criterion';
import type { Term } from './term';
import { weightedTerm } from './weightedTerm';

/**
 * Inverse weighting (Shirokikh et al., "Universal loss reweighting to balance lesion size inequality", MICCAI 2020): a voxel of component i has
 * the weight |patch| / ((K + 1) |C_i|), K = number of blobs, the background being a component too; clipped to 1..200000, which lifts the
 * background's to 1 in nearly every patch. Sizes are those inside the patch.
 */
export function inverseWeightingTerm(ledgers: readonly Ledger[], settings: LossSettings): Term {
  return weightedTerm(ledgers, inverseWeightingCriterion(settings), ledgers.map(inverseWeights));
}

/** What is weighted: the base; of Tversky the asymmetric similarity loss, which is the form that was published. */
export function inverseWeightingCriterion(settings: LossSettings): Criterion {
  return settings.base === 'tversky' ? asymmetricCriterion(settings.aslBeta, settings.smooth) : criterionOf(settings);
}

/** The weight of a voxel in each row of a ledger whose rows are those of `cutRegions` or a finer cut of the background. */
export function inverseWeights({ voxels, regions }: Ledger): Float64Array {
  const total = regions.rowOfVoxel.length;
  const background = voxels.reduce((sum, count, row) => (regions.isInside[row] === 1 ? sum : sum + count), 0);
  return voxels.map((count, row) => {
    const size = regions.isInside[row] === 1 ? count : background;
    return Math.min(heaviest, Math.max(lightest, total / ((regions.blobIds.length + 1) * size)));
  });
}

const lightest = 1;
const heaviest = 2e5;
