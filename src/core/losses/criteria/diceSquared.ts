import { asymmetricCriterion } from './asymmetric';
import type { Criterion } from './criterion';

/**
 * Soft Dice loss with squares, 1 - (2 sum(p y) + s) / (sum(p^2) + sum(y^2) + s) (the V-Net loss, Milletari et al., arXiv 1606.04797;
 * MONAI `DiceLoss` with squared_pred).
 */
export function diceSquaredCriterion(smooth: number): Criterion {
  return asymmetricCriterion(1, smooth);
}
