import type { Ledger } from '../../ledger';
import type { Criterion, Evaluation } from '../criteria/criterion';
import { powerOf } from '../criteria/power';
import { isInsideOf, lookAt, mean, rowsOfBlobs, rowsOfLabel, scaled, type Term, voxelsOf } from './term';

/**
 * L_global: the criterion on the whole of each element, mean over the elements, then the criterion's power. Its part for a blob is what the
 * blob's voxels add to it.
 */
export function globalTerm(ledgers: readonly Ledger[], criterion: Criterion): Term {
  const evaluations = ledgers.map((ledger) => evaluateWhole(ledger, criterion));
  const base = mean(evaluations.map(({ value }) => value));
  const { value, slope } = powerOf(criterion, base);
  const ratio = base > 0 ? value / base : 0;
  return {
    value,
    blobTerms: ledgers.map((ledger, e) => sharesOf(ledger, criterion, evaluations[e], ratio)),
    pulls: () =>
      ledgers.map((ledger, element) => ({
        element,
        ledger,
        coefficients: pullOfWhole(ledger, criterion, evaluations[element], slope / ledgers.length),
      })),
  };
}

/** The criterion on the whole of an element, its power not yet taken. */
export function evaluateWhole(ledger: Ledger, criterion: Criterion): Evaluation {
  const { ofRows } = lookAt(ledger, criterion);
  return criterion.evaluate(ofRows(rowsOfLabel(ledger, 1)), ofRows(rowsOfLabel(ledger, 0)), voxelsOf(ledger));
}

/** The coefficients of such an evaluation, times a factor. */
export function pullOfWhole(
  ledger: Ledger,
  criterion: Criterion,
  { byInside, byOutside }: Evaluation,
  factor: number,
): Float64Array[] {
  const isInside = isInsideOf(ledger);
  const [inside, outside] = [scaled(byInside, factor), scaled(byOutside, factor)];
  return lookAt(ledger, criterion).coefficients((row) => (isInside(row) ? inside : outside));
}

/** What each blob adds to such an evaluation, times a factor; of weighted rows, `weightOf` them. */
export function sharesOf(
  ledger: Ledger,
  criterion: Criterion,
  { shareOf }: Evaluation,
  factor: number,
  weightOf?: (row: number) => number,
): readonly number[] {
  const { ofRows } = lookAt(ledger, criterion);
  return rowsOfBlobs(ledger).map((rows) => factor * shareOf(ofRows(rows, weightOf)));
}
