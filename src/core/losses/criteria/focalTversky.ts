import type { Criterion } from './criterion';
import { type TverskyWeights, tverskyCriterion } from './tversky';

/**
 * Focal Tversky loss (1 - TI)^gamma (Abraham and Khan, arXiv 1810.07842, which writes the power as 1/gamma with gamma 4/3). The power is
 * taken last: of the mean over a batch in the global term, of each blob's own term in the instance term.
 */
export function focalTverskyCriterion(weights: TverskyWeights, gamma: number): Criterion {
  return { ...tverskyCriterion(weights), power: gamma };
}
