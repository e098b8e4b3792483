import { defaultTraining } from '../../../src/core/settings';
import { initialWeights } from '../../../src/engine/network';
import { parametersOf, sizeOf } from '../../../src/engine/network/layers';
import { learningRateAt, longestGradient } from '../../../src/engine/optimiser';
import type { StartWeight, StockOptimiser } from '../inPage/stockTraining';

/** More steps are never timed. */
const mostSteps = 50;

/** The rates and the clipping of our own run. */
export const stockOptimiser: StockOptimiser = {
  learningRates: Array.from({ length: mostSteps }, (_, i) => learningRateAt(i + 1, defaultTraining)),
  longestGradient,
};

/** The weights that our own run begins with. */
export function startWeights(baseWidth: number): readonly StartWeight[] {
  const network = { ...defaultTraining.network, baseWidth };
  const all = initialWeights(network, defaultTraining.seed);
  let at = 0;
  return parametersOf(network).map((parameter) => {
    const from = at;
    at += sizeOf(parameter);
    return { shape: parameter.shape, values: [...all.subarray(from, at)] };
  });
}
