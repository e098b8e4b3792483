import { sigmoid } from '../losses/criteria/quantities';
import { overVoxels, type Steps } from '../steps';

/**
 * A prediction on the bench is kept as logits within +-24. So "perfect" means p within 4e-11 of the mask: what is left of the background,
 * summed over 256^3 voxels, is less than a thousandth of a voxel, and every float32 probability below 1 keeps its own logit (those end at 16.6).
 */
export const largestLogit = 24;

/** The logit ln(p / (1 - p)) of a probability 0..1, within +-24. */
export function logitOf(probability: number): number {
  const logit = Math.log(probability) - Math.log1p(-probability);
  return Math.min(largestLogit, Math.max(-largestLogit, logit));
}

/** The logit that a predicted voxel lies strictly above; in float32, as the logits, so that a probability equal to the threshold is not above it. */
export function cutoffLogit(threshold: number): number {
  return Math.fround(logitOf(threshold));
}

/** Logits of probabilities 0..1, one by one; each is taken as float32. */
export function* logitsOf(probability: ArrayLike<number>): Steps<Float32Array> {
  const logits = new Float32Array(probability.length);
  let last = 0;
  let lastLogit = -largestLogit;
  yield* overVoxels(logits.length, (start, end) => {
    for (let v = start; v < end; v++) {
      if (probability[v] !== last) {
        last = probability[v];
        lastLogit = logitOf(Math.fround(last));
      }
      logits[v] = lastLogit;
    }
  });
  return logits;
}

/** Probabilities of logits, one by one. */
export function probabilitiesOf(logits: Float32Array): Float32Array<ArrayBuffer> {
  const probability = new Float32Array(logits.length);
  let last = 0;
  let lastProbability = 0.5;
  for (let v = 0; v < logits.length; v++) {
    if (logits[v] !== last) {
      last = logits[v];
      lastProbability = sigmoid(last);
    }
    probability[v] = lastProbability;
  }
  return probability;
}

/** The logits of a mask: all of it at 24, the rest at -24. */
export function* logitsOfMask(isForeground: (voxel: number) => boolean, length: number): Steps<Float32Array> {
  const logits = new Float32Array(length);
  yield* overVoxels(length, (start, end) => {
    for (let v = start; v < end; v++) logits[v] = isForeground(v) ? largestLogit : -largestLogit;
  });
  return logits;
}
