import type { LossTerms } from '../terms';
import type { GoldenCheck } from './case';
import type { Bound, Tolerance } from './tolerance';

/** What an implementation makes of a check. */
export interface CheckResult {
  readonly terms: LossTerms;
  readonly gradient: ArrayLike<number>;
}

/** The largest errors over some pairs of numbers; a NaN counts as infinitely wrong. */
export interface Errors {
  readonly compared: number;
  readonly absolute: number;
  /** Over the pairs that the relative bound applies to; that of a negligible error can exceed it. */
  readonly relative: number;
  readonly isWithin: boolean;
}

export interface Comparison {
  readonly scalars: Errors;
  readonly gradient: Errors;
  readonly isWithin: boolean;
}

/** Compares the terms that the file gives, each blob's own included, and the gradient with a check's numbers. */
export function compareCheck(check: GoldenCheck, { terms, gradient }: CheckResult, tolerance: Tolerance): Comparison {
  const scalars = [
    compareNumbers([check.total], [terms.total], tolerance.scalar),
    check.global === null ? nothing : compareNumbers([check.global], [terms.global], tolerance.scalar),
    check.blob === null ? nothing : compareNumbers([check.blob], [terms.blob], tolerance.scalar),
    check.blobTerms === null ? nothing : compareNumbers(check.blobTerms, terms.blobTerms, tolerance.scalar),
  ].reduce(worse);
  const slopes = check.gradient ? compareGradient(check.gradient, gradient, tolerance) : nothing;
  return { scalars, gradient: slopes, isWithin: scalars.isWithin && slopes.isWithin };
}

/** Several comparisons as one. */
export function joinComparisons(comparisons: readonly Comparison[]): Comparison {
  return {
    scalars: comparisons.map(({ scalars }) => scalars).reduce(worse, nothing),
    gradient: comparisons.map(({ gradient }) => gradient).reduce(worse, nothing),
    isWithin: comparisons.every(({ isWithin }) => isWithin),
  };
}

/** Where nothing can be expected, the gradient must at least be finite. */
function compareGradient(expected: Float64Array, found: ArrayLike<number>, { gradient }: Tolerance): Errors {
  const instead = expected.map((slope, v) => (Number.isNaN(slope) && Number.isFinite(found[v]) ? found[v] : slope));
  return compareNumbers(instead, found, gradient);
}

/** Compares two lists number by number; lists of different lengths are infinitely apart. */
export function compareNumbers(expected: ArrayLike<number>, found: ArrayLike<number>, bound: Bound): Errors {
  if (expected.length !== found.length) return { ...nothing, absolute: Infinity, relative: Infinity, isWithin: false };
  let errors = nothing;
  for (let k = 0; k < expected.length; k++) errors = worse(errors, errorsOf(expected[k], found[k], bound));
  return errors;
}

const nothing: Errors = { compared: 0, absolute: 0, relative: 0, isWithin: true };

function errorsOf(expected: number, found: number, bound: Bound): Errors {
  const difference = Math.abs(found - expected);
  const absolute = Number.isNaN(difference) ? Infinity : difference;
  const size = Math.abs(expected);
  const isRelative = absolute > 0 && (bound.relativeAbove === 0 || size > bound.relativeAbove);
  const relative = isRelative ? absolute / size : 0;
  const isWithin = absolute <= bound.negligible || (absolute <= bound.absolute && relative <= bound.relative);
  return { compared: 1, absolute, relative, isWithin };
}

function worse(a: Errors, b: Errors): Errors {
  return {
    compared: a.compared + b.compared,
    absolute: Math.max(a.absolute, b.absolute),
    relative: Math.max(a.relative, b.relative),
    isWithin: a.isWithin && b.isWithin,
  };
}
