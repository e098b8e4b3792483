import type { LossTerms } from '../terms';

/** Foretold and told terms of one step, side by side. */
export interface TermsCompared {
  /** The largest difference among the terms and the blobs' own; infinite where the blobs are not the same. */
  readonly largest: number;
  /** Whether 32 bits explain it: at most 5e-6 of the larger of 1 and the term, the tolerance of the parity tests. */
  readonly isRounding: boolean;
}

/** How far the numbers that were foretold of a step are from those that it told. */
export function compareTerms(foretold: LossTerms, told: LossTerms): TermsCompared {
  if (foretold.blobIds.join() !== told.blobIds.join()) return { largest: Number.POSITIVE_INFINITY, isRounding: false };
  const [a, b] = [valuesOf(foretold), valuesOf(told)];
  const differences = a.map((value, n) => Math.abs(value - b[n]));
  return {
    largest: Math.max(...differences),
    isRounding: differences.every((difference, n) => difference <= 5e-6 * Math.max(1, Math.abs(b[n]))),
  };
}

function valuesOf({ global, blob, total, blobTerms }: LossTerms): readonly number[] {
  return [global, blob, total, ...blobTerms];
}
