import { bceCriterion } from './bce';
import type { Criterion } from './criterion';
import { diceCriterion } from './dice';
import { sumCriterion } from './sum';

/** Soft Dice plus BCE, both with weight 1 (MONAI `DiceCELoss` with one channel). */
export function diceBceCriterion(smooth: number): Criterion {
  return sumCriterion(diceCriterion(smooth), bceCriterion);
}
