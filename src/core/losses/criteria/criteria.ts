import type { BaseLoss, LossSettings } from '../../settings';
import { bceCriterion } from './bce';
import type { Criterion } from './criterion';
import { diceCriterion } from './dice';
import { diceBceCriterion } from './diceBce';
import { diceSquaredCriterion } from './diceSquared';
import { focalCriterion } from './focal';
import { focalTverskyCriterion } from './focalTversky';
import { generalisedDiceCriterion } from './generalisedDice';
import { jaccardCriterion } from './jaccard';
import { tverskyCriterion } from './tversky';

/** The criterion that the settings name. Top-k, which ranks the voxels of a whole batch, is none: throws. */
export function criterionOf(settings: LossSettings): Criterion {
  const { base } = settings;
  if (base === 'top_k') throw new Error('top-k is not a function of sums over regions');
  return makers[base](settings);
}

const makers: Readonly<Record<Exclude<BaseLoss, 'top_k'>, (settings: LossSettings) => Criterion>> = {
  dice: ({ smooth }) => diceCriterion(smooth),
  dice_squared: ({ smooth }) => diceSquaredCriterion(smooth),
  jaccard: ({ smooth }) => jaccardCriterion(smooth),
  bce: () => bceCriterion,
  dice_bce: ({ smooth }) => diceBceCriterion(smooth),
  focal: ({ focalGamma, focalAlpha }) => focalCriterion(focalGamma, focalAlpha),
  tversky: (settings) => tverskyCriterion(tverskyWeights(settings)),
  focal_tversky: (settings) => focalTverskyCriterion(tverskyWeights(settings), settings.focalTverskyGamma),
  generalised_dice: ({ smooth }) => generalisedDiceCriterion(smooth),
};

function tverskyWeights({ tverskyFp, tverskyFn, smooth }: LossSettings) {
  return { falsePositive: tverskyFp, falseNegative: tverskyFn, smooth };
}
