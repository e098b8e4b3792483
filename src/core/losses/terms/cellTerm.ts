import type { Ledger } from '../../ledger';
import type { Criterion, Evaluation } from '../criteria/criterion';
import { raised } from '../criteria/power';
import { evaluateWhole, pullOfWhole } from './globalTerm';
import { isInsideOf, lookAt, mean, scaled, type Term } from './term';

/**
 * L_CC (Bouteille et al., arXiv 2511.17146): the criterion inside the Voronoi cell of each blob, a mean over the cells of an element, then over
 * all elements; an element without blobs costs what the criterion costs on the whole of it. With Dice + BCE and no smoothing it is CC-DiceCE.
 * The ledgers must be cut by cells (`core/finerCut`).
 */
export function cellTerm(ledgers: readonly Ledger[], criterion: Criterion): Term {
  const elements = ledgers.map((ledger) => evaluateCells(ledger, criterion));
  return {
    value: mean(elements.map((cells) => mean(cells.map(({ value }) => value)))),
    blobTerms: ledgers.map(({ regions }, e) => regions.blobIds.map((_, n) => elements[e][n].value)),
    pulls: () =>
      ledgers.map((ledger, element) => ({
        element,
        ledger,
        coefficients: pullOfCells(ledger, criterion, elements[element], 1 / ledgers.length),
      })),
  };
}

/** One evaluation a cell; of an element without blobs, one of the whole. */
function evaluateCells(ledger: Ledger, criterion: Criterion): readonly Evaluation[] {
  const { blobIds, isInside } = ledger.regions;
  const count = blobIds.length;
  if (count === 0) return [raised(criterion, evaluateWhole(ledger, criterion))];
  if (isInside.length !== 2 * count + 1) throw new Error(`${isInside.length} rows for ${count} blobs with their cells`);
  const { ofRow } = lookAt(ledger, criterion);
  return blobIds.map((_, n) => {
    const [inside, outside] = [ofRow(n + 1), ofRow(count + n + 1)];
    return raised(criterion, criterion.evaluate(inside, outside, inside.voxels + outside.voxels));
  });
}

function pullOfCells(ledger: Ledger, criterion: Criterion, cells: readonly Evaluation[], factor: number) {
  const count = ledger.regions.blobIds.length;
  if (count === 0) return pullOfWhole(ledger, criterion, cells[0], factor);
  const isInside = isInsideOf(ledger);
  const nothing = criterion.quantities.map(() => 0);
  return lookAt(ledger, criterion).coefficients((row) => {
    if (row === 0) return nothing;
    const { byInside, byOutside } = cells[isInside(row) ? row - 1 : row - count - 1];
    return scaled(isInside(row) ? byInside : byOutside, factor / count);
  });
}
