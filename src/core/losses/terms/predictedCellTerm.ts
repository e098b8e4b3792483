import type { DividedRegions } from '../../finerCut';
import type { Ledger } from '../../ledger';
import type { Criterion, Evaluation } from '../criteria/criterion';
import { evaluateWhole, pullOfWhole } from './globalTerm';
import type { predictedCellCriteria } from './selfWeighted';
import { isInsideOf, lookAt, mean, type Pull, scaled, type Term } from './term';

/** A ledger whose regions are divided by something. */
export interface DividedLedger extends Ledger {
  readonly regions: DividedRegions;
}

/**
 * The prediction's half of BiCC (Bouteille et al., arXiv 2609.30223): the criterion inside the Voronoi cell of each predicted component, a mean
 * over the cells, then over the elements. `ledgers` are divided by these cells, which count from 1; an element that is all 0 has no predicted
 * component and costs what the criterion costs on the whole of it. Cells and components are constants: no gradient flows through them.
 */
export function predictedCellTerm(
  ledgers: readonly DividedLedger[],
  criteria: ReturnType<typeof predictedCellCriteria>,
): Term {
  const elements = ledgers.map((ledger) => evaluateCells(ledger, criteria));
  return {
    value: mean(elements.map((cells) => mean(cells.map(({ value }) => value)))),
    blobTerms: ledgers.map(({ regions }) => regions.blobIds.map(() => 0)),
    pulls: () => ledgers.flatMap((ledger, element) => pullsOf(ledger, element, elements[element], 1 / ledgers.length)),
  };
}

/** The evaluation of one cell, of whichever criterion it has; cell 0 is the whole element. */
interface CellEvaluation extends Evaluation {
  readonly cell: number;
  readonly criterion: Criterion;
}

function evaluateCells(
  ledger: DividedLedger,
  { mixed, empty }: ReturnType<typeof predictedCellCriteria>,
): readonly CellEvaluation[] {
  const cells = rowsOfCells(ledger);
  if (cells.size === 0) return [{ cell: 0, criterion: mixed, ...evaluateWhole(ledger, mixed) }];
  return [...cells].map(([cell, { insideRows, outsideRows }]) => {
    const criterion = insideRows.length > 0 ? mixed : empty;
    const { ofRows } = lookAt(ledger, criterion);
    const [inside, outside] = [ofRows(insideRows), ofRows(outsideRows)];
    return { cell, criterion, ...criterion.evaluate(inside, outside, inside.voxels + outside.voxels) };
  });
}

function rowsOfCells({ regions }: DividedLedger) {
  const cells = new Map<number, { readonly insideRows: number[]; readonly outsideRows: number[] }>();
  regions.partOfRow.forEach((cell, row) => {
    if (cell === 0) return;
    const rows = cells.get(cell) ?? { insideRows: [], outsideRows: [] };
    cells.set(cell, rows);
    (regions.isInside[row] === 1 ? rows.insideRows : rows.outsideRows).push(row);
  });
  return cells;
}

function pullsOf(ledger: DividedLedger, element: number, cells: readonly CellEvaluation[], factor: number): Pull[] {
  const [{ cell, criterion }] = cells;
  if (cell === 0) return [{ element, ledger, coefficients: pullOfWhole(ledger, criterion, cells[0], factor) }];
  const { partOfRow } = ledger.regions;
  const isInside = isInsideOf(ledger);
  return [...new Set(cells.map((one) => one.criterion))].map((criterionOfSome) => {
    const own = new Map(cells.filter((one) => one.criterion === criterionOfSome).map((one) => [one.cell, one]));
    const nothing = criterionOfSome.quantities.map(() => 0);
    const coefficients = lookAt(ledger, criterionOfSome).coefficients((row) => {
      const evaluation = own.get(partOfRow[row]);
      if (!evaluation) return nothing;
      return scaled(isInside(row) ? evaluation.byInside : evaluation.byOutside, factor / cells.length);
    });
    return { element, ledger, coefficients };
  });
}
