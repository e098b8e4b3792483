import { meanCriterion } from './mean';
import { crossEntropy } from './quantities';

/**
 * Binary cross-entropy, the mean of -y ln p - (1 - y) ln(1 - p) over all voxels of the patch, masked ones included
 * (PyTorch `BCEWithLogitsLoss`, reduction mean).
 */
export const bceCriterion = meanCriterion(crossEntropy);
