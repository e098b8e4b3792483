import {
  add,
  customGrad,
  div,
  type GradSaveFunc,
  mul,
  sum,
  type Tensor,
  type Tensor2D,
  tensor,
} from '@tensorflow/tfjs-core';
import { hasKernel, runKernel } from './kernels';

/**
 * The loss of a row of a ledger as numbers. With t = the row's sums it is (wrong t + wrongBy) / (whole t + wholeBy) + mean t + meanBy: a
 * ratio, as Dice and Tversky are, and a mean, as the cross-entropy is. `wholeBy` and its sum with `whole t` are greater than 0.
 */
export interface RowFormula {
  /** [columns of the ledger] */
  readonly wrong: readonly number[];
  readonly whole: readonly number[];
  readonly mean: readonly number[];
  /** [rows of the ledger] */
  readonly wrongBy: Float32Array;
  readonly wholeBy: Float32Array;
  readonly meanBy: Float32Array;
}

/** The loss of each row: ledger [R,C] → [R,1]. */
export function rowLosses(ledger: Tensor2D, formula: RowFormula): Tensor2D {
  return hasKernel('RowLosses') ? fused(ledger, formula) : composed(ledger, formula);
}

function composed(ledger: Tensor2D, formula: RowFormula): Tensor2D {
  const { wrong, whole, mean, wrongBy, wholeBy, meanBy } = formula;
  const affine = (weights: readonly number[], constants: Float32Array) =>
    add(sum(mul(ledger, tensor([...weights], [1, weights.length])), 1, true), tensor(constants, [constants.length, 1]));
  return add(div(affine(wrong, wrongBy), affine(whole, wholeBy)), affine(mean, meanBy)) as Tensor2D;
}

function fused(ledger: Tensor2D, { wrong, whole, mean, wrongBy, wholeBy, meanBy }: RowFormula): Tensor2D {
  const [rows, columns] = ledger.shape;
  const constants = new Float32Array(3 * rows);
  [wrongBy, wholeBy, meanBy].forEach((values, i) => {
    constants.set(values, i * rows);
  });
  const numbers = {
    weights: tensor([...wrong, ...whole, ...mean], [3, columns]),
    constants: tensor(constants, [3, rows]),
  };
  const losses = customGrad((...inputs) => {
    const [sums, save] = inputs as [Tensor, GradSaveFunc];
    save([sums, numbers.weights, numbers.constants]);
    return {
      value: runKernel('RowLosses', { ledger: sums, ...numbers }),
      gradFunc: (dy: Tensor, saved: Tensor[]) =>
        runKernel('RowLossesGrad', { ledger: saved[0], weights: saved[1], constants: saved[2], dy }),
    };
  });
  return losses(ledger) as Tensor2D;
}
