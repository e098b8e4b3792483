import type { BaseLoss, LossSettings } from '../settings';
import { bceCriterion } from './bce';
import type { Criterion } from './criterion';
import { diceCriterion } from './dice';
import { diceBceCriterion } from './diceBce';
import { focalCriterion } from './focal';
import { tverskyCriterion } from './tversky';

/** The criterion that the settings name. */
export function criterionOf(settings: LossSettings): Criterion {
  return makers[settings.base](settings);
}

const makers: Readonly<Record<BaseLoss, (settings: LossSettings) => Criterion>> = {
  dice: ({ smooth }) => diceCriterion(smooth),
  bce: () => bceCriterion,
  dice_bce: ({ smooth }) => diceBceCriterion(smooth),
  tversky: ({ tverskyFp, tverskyFn, smooth }) =>
    tverskyCriterion({ falsePositive: tverskyFp, falseNegative: tverskyFn, smooth }),
  focal: ({ focalGamma }) => focalCriterion(focalGamma),
};
