import { InputError } from '../../core/errors';
import type { LossSettings } from '../../core/settings';
import type { LedgerField } from '../ops/ledgerFields';
import type { RowFormula } from '../ops/rowLosses';
import type { LossPlan } from './plan';

/** Which sums a base loss needs. */
export function fieldsOf({ base, scheme, masking }: LossSettings): readonly LedgerField[] {
  if (scheme !== 'blob' || masking === 'none') throw notOnTensors();
  switch (base) {
    case 'dice':
    case 'tversky':
      return ['wrongProbability'];
    case 'bce':
      return ['crossEntropy'];
    case 'dice_bce':
      return ['wrongProbability', 'crossEntropy'];
    case 'focal':
      return ['focal'];
    default:
      throw notOnTensors();
  }
}

function notOnTensors(): InputError {
  return new InputError({
    found: 'This loss can be evaluated, but not yet be trained with',
    expected: 'blob loss over Dice, BCE, Dice + BCE, Tversky or focal',
    todo: 'Choose one of these',
  });
}

/**
 * The base loss as a formula for each row of the plan's table: the global term of an element, the term of a blob, anything finite in the rows
 * after them. Dice and Tversky are W / (I + s + W) with W = fp * F + fn * M, which is 1 - (I + s) / (I + s + W) without its
 * cancellation: M and F are the probabilities of the wrong label inside and outside, and I = size - M is that of the right one inside
 * (soft Dice is Tversky with weights 1/2 and half the smoothing). The voxel losses are means over all voxels of the element.
 * Masked voxels count as outside with p = 0.5 under `logit`, and not at all under `probability`.
 */
export function formulaOf(plan: LossPlan, settings: LossSettings): RowFormula {
  const fields = fieldsOf(settings);
  const { fp, fn, smooth } = overlapWeights(settings);
  const perVoxel = 1 / plan.voxelsPerElement;
  const columns = (ofOverlap: Pair, ofMean: Pair) =>
    fields.flatMap((field) => (field === 'wrongProbability' ? ofOverlap : ofMean));
  const isMasked = settings.masking === 'logit' ? 1 : 0;
  const hasOverlap = fields.includes('wrongProbability');
  const { sizes, masked } = factsOf(plan);
  const wrongBy = masked.map((voxels) => (hasOverlap ? isMasked * 0.5 * fp * voxels : 0));
  return {
    wrong: columns([fn, fp], [0, 0]),
    whole: columns([fn - 1, fp], [0, 0]),
    mean: columns([0, 0], [perVoxel, perVoxel]),
    wrongBy,
    wholeBy: sizes.map((size, row) => (hasOverlap ? size + smooth + leastWhole + wrongBy[row] : 1)),
    meanBy: masked.map((voxels) => isMasked * lossAtHalf(settings) * perVoxel * voxels),
  };
}

/** Inside, outside. */
type Pair = readonly [number, number];

/** Keeps 0/0 (no label, no prediction, no smoothing) at 0. Its square, which the gradient may divide by, is still a float32 number. */
const leastWhole = 1e-18;

/**
 * Voxels of each row's blob (or of all blobs of the element), and of the other blobs, which are masked away. Rows that are neither elements
 * nor blobs get one voxel, so that no denominator is 0.
 */
function factsOf({ batchSize, regionCount, blobs, foreground }: LossPlan) {
  const sizes = new Float32Array(regionCount).fill(1);
  const masked = new Float32Array(regionCount);
  sizes.set(foreground);
  blobs.forEach(({ element, voxels }, index) => {
    sizes[batchSize + index] = voxels;
    masked[batchSize + index] = foreground[element] - voxels;
  });
  return { sizes, masked };
}

function overlapWeights({ base, smooth, tverskyFp, tverskyFn }: LossSettings) {
  return base === 'tversky' ? { fp: tverskyFp, fn: tverskyFn, smooth } : { fp: 0.5, fn: 0.5, smooth: smooth / 2 };
}

/** Of the voxel losses; none where the base has no voxel loss. */
function lossAtHalf({ base, focalGamma }: LossSettings): number {
  switch (base) {
    case 'focal':
      return 0.5 ** focalGamma * Math.LN2;
    case 'bce':
    case 'dice_bce':
      return Math.LN2;
    default:
      return 0;
  }
}
