import { classWeightsOf } from '../../core/losses/criteria/focal';
import type { LossSettings } from '../../core/settings';
import type { LedgerField } from '../ops/ledgerFields';

/** Inside, outside. */
export type Pair = readonly [number, number];

/** What one field's sums do in a loss: parts of what is wrong, of the whole that it is divided by, and of a mean. */
export interface FieldWeights {
  readonly field: LedgerField;
  readonly wrong: Pair;
  readonly whole: Pair;
  /** What its mean over the voxels counts in the loss; null where it is no part of a mean. */
  readonly mean: Pair | null;
  /** The field at p = 1/2. */
  readonly atHalf: number;
}

/**
 * A base loss as (wrong / whole) + mean, then a power. Ratios are W / (W + overlap) with W what is wrong, which is 1 - overlap / whole without its
 * cancellation. Of `size` voxels of label 1 the whole has `wholePerVoxel * size + smoothOf(size)` besides the fields.
 */
export interface LossForm {
  readonly weights: readonly FieldWeights[];
  /** Null: there is no ratio. */
  readonly wholePerVoxel: number | null;
  readonly smoothOf: (size: number) => number;
  /** 1: none. */
  readonly power: number;
}

/** The form of the base; throws for top-k, which is none. */
export function formOf(settings: LossSettings): LossForm {
  const { base, smooth, tverskyFp, tverskyFn } = settings;
  const half = () => smooth / 2;
  switch (base) {
    case 'dice':
      return overlapForm(0.5, 0.5, half);
    case 'dice_squared':
      return squaredForm(1, smooth);
    case 'jaccard':
      return overlapForm(1, 1, half);
    case 'bce':
      return meanForm(crossEntropy);
    case 'dice_bce':
      return { ...overlapForm(0.5, 0.5, half), weights: [wrongProbability(0.5, 0.5), crossEntropy] };
    case 'focal':
      return meanForm(focalWeights(settings));
    case 'tversky':
      return overlapForm(tverskyFp, tverskyFn, () => smooth);
    case 'focal_tversky':
      return { ...overlapForm(tverskyFp, tverskyFn, () => smooth), power: settings.focalTverskyGamma };
    case 'generalised_dice':
      return overlapForm(0.5, 0.5, (size) => (size === 0 ? nothingToFind : (smooth / 2) * size ** 2));
    case 'top_k':
      throw new Error('top-k has no form: it is not made of sums over regions');
    default:
      return base satisfies never;
  }
}

/** The form of the instance term: the base's, but of weighted Tversky, which is the asymmetric similarity loss. */
export function instanceFormOf(settings: LossSettings): LossForm {
  const { scheme, base, aslBeta, smooth } = settings;
  return scheme === 'inverse_weighting' && base === 'tversky' ? squaredForm(aslBeta, smooth) : formOf(settings);
}

/** Makes any ratio 0. Its square, which the gradient may divide by, is still a float32 number. */
const nothingToFind = 1e18;

/**
 * W = fp F + fn M with M and F the probabilities of the wrong label inside and outside; the overlap is size - M. Where what is missed counts for
 * little, the overlap may be most of a small whole, and is summed by itself: size - M in float32 is 0 where all of it is missed.
 */
function overlapForm(fp: number, fn: number, smoothOf: LossForm['smoothOf']): LossForm {
  const wrong = wrongProbability(fp, fn);
  if (fn >= leastMissed) return { weights: [wrong], wholePerVoxel: 1, smoothOf, power: 1 };
  return { weights: [{ ...wrong, whole: wrong.wrong }, overlap], wholePerVoxel: 0, smoothOf, power: 1 };
}

/** At this weight of what is missed, size - M + fn M has lost two of float32's 24 bits at most. */
const leastMissed = 0.25;

/** W = (b^2 - 1) M + the squared errors; the overlap is (1 + b^2) (size - M). b = 1: squared Dice. */
function squaredForm(beta: number, smooth: number): LossForm {
  const extra = beta ** 2 - 1;
  return {
    weights: [
      { field: 'wrongProbability', wrong: [extra, 0], whole: [-2, 0], mean: null, atHalf: 0.5 },
      { field: 'squaredError', wrong: [1, 1], whole: [1, 1], mean: null, atHalf: 0.25 },
    ],
    wholePerVoxel: 2 + extra,
    smoothOf: () => smooth,
    power: 1,
  };
}

function meanForm(weights: FieldWeights): LossForm {
  return { weights: [weights], wholePerVoxel: null, smoothOf: () => 0, power: 1 };
}

function wrongProbability(fp: number, fn: number): FieldWeights {
  return { field: 'wrongProbability', wrong: [fn, fp], whole: [fn - 1, fp], mean: null, atHalf: 0.5 };
}

const overlap: FieldWeights = { field: 'rightProbability', wrong: [0, 0], whole: [1, 0], mean: null, atHalf: 0.5 };

const crossEntropy: FieldWeights = {
  field: 'crossEntropy',
  wrong: [0, 0],
  whole: [0, 0],
  mean: [1, 1],
  atHalf: Math.LN2,
};

function focalWeights({ focalGamma, focalAlpha }: LossSettings): FieldWeights {
  const { inside, outside } = classWeightsOf(focalAlpha);
  return { ...crossEntropy, field: 'focal', mean: [inside, outside], atHalf: 0.5 ** focalGamma * Math.LN2 };
}
