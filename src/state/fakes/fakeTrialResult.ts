import { type Trial, type TrialResult, trialScoreNames } from '../../core/study/trial';

/** Better with a blob term, and with the seed. */
export function fakeTrialResult({ settings: { seed, steps, loss } }: Trial): TrialResult {
  const value = 0.5 + 0.01 * seed + (loss.beta > 0 ? 0.1 : 0);
  const scores = Object.fromEntries(trialScoreNames.map((name) => [name, value])) as TrialResult['scores'];
  const froc = [0.2, 0.5, 0.8].map((threshold, i) => ({
    threshold,
    meanFalsePositives: 2 - i,
    sensitivity: value - 0.1 * i,
    smallSensitivity: value - 0.1 * i,
  }));
  const f1AtThreshold = froc.map(({ threshold }, i) => ({ threshold, f1: value - 0.1 * Math.abs(i - 1) }));
  return { seed, backend: 'wasm', steps, trainMs: 10, scores, froc, f1AtThreshold, blobs: 40, smallBlobs: 20 };
}
