import type { Ledger } from '../../ledger';
import type { Criterion, Evaluation } from '../criteria/criterion';
import { sharesOf } from './globalTerm';
import { isInsideOf, lookAt, mean, rowsOfLabel, scaled, type Term, voxelsOf } from './term';

/**
 * A criterion in which each voxel has the weight of its row: weighted sums take the place of sums and counts, a mean still runs over all voxels;
 * mean over the elements. Its part for a blob is what the blob's voxels add to it.
 */
export function weightedTerm(ledgers: readonly Ledger[], criterion: Criterion, weights: readonly Float64Array[]): Term {
  const evaluations = ledgers.map((ledger, e) => evaluateWeighted(ledger, criterion, weights[e]));
  return {
    value: mean(evaluations.map(({ value }) => value)),
    blobTerms: ledgers.map((ledger, e) => sharesOf(ledger, criterion, evaluations[e], 1, (row) => weights[e][row])),
    pulls: () =>
      ledgers.map((ledger, element) => {
        const isInside = isInsideOf(ledger);
        const { byInside, byOutside } = evaluations[element];
        const coefficients = lookAt(ledger, criterion).coefficients((row) =>
          scaled(isInside(row) ? byInside : byOutside, weights[element][row] / ledgers.length),
        );
        return { element, ledger, coefficients };
      }),
  };
}

function evaluateWeighted(ledger: Ledger, criterion: Criterion, weights: Float64Array): Evaluation {
  const { ofRows } = lookAt(ledger, criterion);
  const weightOf = (row: number) => weights[row];
  const [inside, outside] = [ofRows(rowsOfLabel(ledger, 1), weightOf), ofRows(rowsOfLabel(ledger, 0), weightOf)];
  return criterion.evaluate(inside, outside, voxelsOf(ledger));
}
