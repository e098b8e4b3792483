import type { Ledger, Tally } from '../../ledger';
import type { Masking } from '../../settings';
import type { Criterion, Evaluation } from '../criteria/criterion';
import { raised } from '../criteria/power';
import { type Quantity, relabelled } from '../criteria/quantities';
import { isInsideOf, lookAt, mean, rowsOfLabel, scaled, type Term, voxelsOf } from './term';

/**
 * L_blob (Kofler et al., arXiv 2205.08209): each blob of an element is seen with all of the background and all other blobs masked away; a
 * mean over the blobs of an element, then over the elements that have blobs. With no blob at all it is 0, without gradient.
 */
export function blobTerm(ledgers: readonly Ledger[], criterion: Criterion, masking: Masking): Term {
  const elements = ledgers.map((ledger) => evaluateBlobs(ledger, criterion, masking));
  const withBlobs = elements.filter((blobs) => blobs.length > 0);
  return {
    value: withBlobs.length === 0 ? 0 : mean(withBlobs.map((blobs) => mean(blobs.map(({ value }) => value)))),
    blobTerms: elements.map((blobs) => blobs.map(({ value }) => value)),
    pulls: () =>
      ledgers.flatMap((ledger, element) => {
        const blobs = elements[element];
        if (blobs.length === 0) return [];
        const factor = 1 / (blobs.length * withBlobs.length);
        return [{ element, ledger, coefficients: pullOfBlobs(ledger, criterion, masking, blobs, factor) }];
      }),
  };
}

/** The quantities that a ledger must hold for this term. */
export function quantitiesOfBlobTerm({ quantities }: Criterion, masking: Masking): readonly Quantity[] {
  return masking === 'none' ? [...quantities, ...quantities.map(relabelled)] : quantities;
}

/** What the own term of a blob is made of: its voxels, all of the background, and what the other blobs look like to it. */
export interface BlobSight {
  readonly inside: Tally;
  readonly background: Tally;
  readonly others: Tally;
}

/** The sums that the blob of a row (1, 2, ...) is seen with. */
export function sightsOfBlobs(ledger: Ledger, criterion: Criterion, masking: Masking): (row: number) => BlobSight {
  const { ofRow, ofRows } = lookAt(ledger, criterion);
  const background = ofRows(rowsOfLabel(ledger, 0));
  const others = othersOf(ledger, criterion, masking);
  return (row) => ({ inside: ofRow(row), background, others: others(row) });
}

function evaluateBlobs(ledger: Ledger, criterion: Criterion, masking: Masking): readonly Evaluation[] {
  const sightOf = sightsOfBlobs(ledger, criterion, masking);
  return ledger.regions.blobIds.map((_, n) => {
    const { inside, background, others } = sightOf(n + 1);
    return raised(criterion, criterion.evaluate(inside, add(background, others), voxelsOf(ledger)));
  });
}

/** What the other blobs add to the outside of the blob of a row: a constant for each masked voxel, or what they are as background. */
function othersOf(ledger: Ledger, { quantities }: Criterion, masking: Masking): (row: number) => Tally {
  const blobRows = rowsOfLabel(ledger, 1);
  if (masking === 'none') {
    const { ofRow, ofRows } = lookAt(ledger, { quantities: quantities.map(relabelled) });
    const all = ofRows(blobRows);
    return (row) => add(all, ofRow(row), -1);
  }
  const masked = quantities.map((quantity) => quantity.at(maskedLogit[masking], false));
  const inside = blobRows.reduce((sum, row) => sum + ledger.voxels[row], 0);
  return (row) => {
    const voxels = inside - ledger.voxels[row];
    return { voxels, sums: scaled(masked, voxels) };
  };
}

/** What a voxel of another blob looks like, beside its label 0: p = 0 (the paper), or logit 0 (the released code's example). */
const maskedLogit = { probability: Number.NEGATIVE_INFINITY, logit: 0 } as const;

/** A row inside a blob counts in its own blob's evaluation, and in those of the others where they see it; a row outside counts in all. */
function pullOfBlobs(
  ledger: Ledger,
  criterion: Criterion,
  masking: Masking,
  blobs: readonly Evaluation[],
  factor: number,
): Float64Array[] {
  const quantities = quantitiesOfBlobTerm(criterion, masking);
  const isInside = isInsideOf(ledger);
  const outside = criterion.quantities.map(
    (_, k) => factor * blobs.reduce((sum, { byOutside }) => sum + byOutside[k], 0),
  );
  const unseen = outside.map(() => 0);
  return lookAt(ledger, { quantities }).coefficients((row) => {
    if (!isInside(row)) return [...outside, ...unseen];
    const { byInside, byOutside } = blobs[row - 1];
    return [...scaled(byInside, factor), ...outside.map((all, k) => all - factor * byOutside[k])];
  });
}

function add(a: Tally, b: Tally, sign = 1): Tally {
  return { voxels: a.voxels + sign * b.voxels, sums: a.sums.map((sum, k) => sum + sign * b.sums[k]) };
}
