import type { RowFormula } from '../ops/rowLosses';
import type { FieldWeights, LossForm, Pair } from './forms';

/** What the formula of a row needs to know of it. */
export interface RowFacts {
  /** Voxels of label 1, weighted where the row is. */
  readonly sizes: Float32Array;
  /** Voxels that are masked and stand at p = 1/2. */
  readonly masked: Float32Array;
  /** What a mean is divided by; 1 where the sums are divided already. */
  readonly meanOver: number;
}

/** A form as a formula for the rows of a table with two columns for each of the form's fields: the sums inside, then those outside. */
export function formulaOf(
  { weights, wholePerVoxel, smoothOf }: LossForm,
  { sizes, masked, meanOver }: RowFacts,
): RowFormula {
  const columns = (of: (weights: FieldWeights) => Pair) =>
    [0, 1].flatMap((side) => weights.map((one) => of(one)[side]));
  const masks = (of: (weights: FieldWeights) => number) => weights.reduce((sum, one) => sum + of(one) * one.atHalf, 0);
  const maskedWrong = masks(({ wrong }) => wrong[1]);
  const maskedWhole = masks(({ whole }) => whole[1]);
  const maskedMean = masks(({ mean }) => mean?.[1] ?? 0) / meanOver;
  return {
    wrong: columns(({ wrong }) => wrong),
    whole: columns(({ whole }) => whole),
    mean: columns(({ mean }) => meanPair(mean, meanOver)),
    wrongBy: masked.map((voxels) => maskedWrong * voxels),
    wholeBy: sizes.map((size, row) =>
      wholePerVoxel === null ? 1 : wholePerVoxel * size + smoothOf(size) + leastWhole + maskedWhole * masked[row],
    ),
    meanBy: masked.map((voxels) => maskedMean * voxels),
  };
}

function meanPair(mean: Pair | null, meanOver: number): Pair {
  return mean ? [mean[0] / meanOver, mean[1] / meanOver] : [0, 0];
}

/** Keeps 0/0 (no label, no prediction, no smoothing) at 0. Its square, which the gradient may divide by, is still a float32 number. */
const leastWhole = 1e-18;
