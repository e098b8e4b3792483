import type { BaseLoss } from '../../settings';
import { bceCriterion } from '../criteria/bce';
import type { Criterion } from '../criteria/criterion';
import { diceCriterion } from '../criteria/dice';
import { diceBceCriterion } from '../criteria/diceBce';
import { probability, squaredError } from '../criteria/quantities';
import { sumCriterion } from '../criteria/sum';

/**
 * What takes the place of Dice in a cell without any voxel of the reference, where Dice is flat: sum(w p) with w = p / sum(p) held constant
 * (Bouteille et al., arXiv 2609.30223). Its value is sum(p^2) / sum(p), its derivative by p is w, which is not that of the value.
 */
const selfWeighted: Criterion = {
  quantities: [probability, squaredError],
  evaluate: (_, { sums: [p, squares] }) => ({
    value: p > 0 ? squares / p : 0,
    byInside: [0, 0],
    byOutside: [0, p > 0 ? 1 / (2 * p) : 0],
    shareOf: () => 0,
  }),
};

/** The criterion of a cell of a predicted component, by whether a voxel of the reference lies in it; throws for a base that BiCC is not defined for. */
export function predictedCellCriteria(
  base: BaseLoss,
  smooth: number,
): { readonly mixed: Criterion; readonly empty: Criterion } {
  switch (base) {
    case 'dice':
      return { mixed: diceCriterion(smooth), empty: selfWeighted };
    case 'bce':
      return { mixed: bceCriterion, empty: bceCriterion };
    case 'dice_bce':
      return { mixed: diceBceCriterion(smooth), empty: sumCriterion(selfWeighted, bceCriterion) };
    default:
      throw new Error(`BiCC over ${base} is not defined`);
  }
}
