import { defaultLoss, type LossSettings } from '../settings';
import type { StudyLoss } from './study';

/** Alpha + beta of every loss of a study: compared at equal total weight. */
const totalWeight = 3;

const globalOnly: Partial<LossSettings> = { alpha: totalWeight, beta: 0 };
/** Two to one, as reported for the paper. */
const withBlobs: Partial<LossSettings> = { alpha: 2, beta: 1, scheme: 'blob' };
/** One to one, as CC-DiceCE and BiCC were published. */
const half: Partial<LossSettings> = { alpha: totalWeight / 2, beta: totalWeight / 2 };

const of = (id: string, name: string, change: Partial<LossSettings>): StudyLoss => ({
  ...{ id, name },
  loss: { ...defaultLoss, ...change },
});

/** The losses that a study can compare, all at the same alpha + beta; the first is what the others are held against. */
export const studyLosses: readonly StudyLoss[] = [
  of('dice', 'Dice', { base: 'dice', ...globalOnly }),
  of('blob_dice', 'blob over Dice, 2 : 1', { base: 'dice', ...withBlobs }),
  of('tversky', 'Tversky 0.3 / 0.7', { base: 'tversky', ...globalOnly }),
  of('blob_tversky', 'blob over Tversky, 2 : 1', { base: 'tversky', ...withBlobs }),
  of('dice_ce', 'Dice + CE', { base: 'dice_bce', ...globalOnly }),
  of('iw_dice', 'inverse-weighted Dice', {
    base: 'dice_squared',
    scheme: 'inverse_weighting',
    alpha: 0,
    beta: totalWeight,
  }),
  of('cc_dicece', 'CC-DiceCE, 1 : 1', { base: 'dice_bce', scheme: 'cc', smooth: 0, ...half }),
  of('bicc', 'BiCC 0.5, 1 : 1', { base: 'dice_bce', scheme: 'bicc', smooth: 0, ...half }),
];
