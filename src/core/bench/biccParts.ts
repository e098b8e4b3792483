import { evaluateLedgers, quantitiesOf } from '../losses/ledgerLoss';
import type { DividedLedger } from '../losses/predictedCellTerm';
import type { LossSettings } from '../settings';
import { isInsideRow } from './benchCase';
import { type BenchParts, ledgerOf, type Summed } from './benchLoss';
import { gradientOfPulls } from './gradientOfPulls';

/** BiCC from the sums over the blobs' cells and those over the cells of what is predicted. The settings' scheme must be 'bicc'. */
export function biccParts(summed: Summed, settings: LossSettings): BenchParts {
  const { benchCase, logits, sums } = summed;
  const main = sums.of(quantitiesOf(settings));
  const ledgers = { main: [ledgerOf(benchCase, main)], predicted: [ledgerOfCells(summed)] };
  const { terms, perElement, pullsOf } = evaluateLedgers(ledgers, settings);
  return {
    terms,
    perElement,
    pullsOf,
    // Only pulls on the rows of the case are asked for theirs: the others' voxels are pulled by two halves, not always the same way.
    slopesOf: () => main.map(({ slopes }) => slopes),
    gradientOf: (alpha, beta) => gradientOfPulls(logits, pullsOf(alpha, beta)),
  };
}

/** The ledger of the predicted components' cells: a row for each label that occurs in each of them, part 0 where nothing is predicted. */
export function ledgerOfCells({ benchCase, cells: followed, atHalf }: Summed): DividedLedger {
  followed.follow(atHalf.labelling(26));
  const { cells, sums, numbers } = followed;
  const rows = (numbers.length > 0 ? numbers : [0]).flatMap((cell) =>
    labels.filter((label) => sums.voxelsOf(cell, label) > 0).map((label) => ({ cell, label })),
  );
  const tallies = rows.map(({ cell, label }) => sums.sumsOf(cell, label));
  let rowOfVoxel: Int32Array | null = null;
  return {
    regions: {
      blobIds: benchCase.regions.blobIds,
      /** For those who go through the voxels; a value of the loss costs no such pass. */
      get rowOfVoxel() {
        rowOfVoxel ??= rowsOfVoxels(benchCase, cells, rows);
        return rowOfVoxel;
      },
      isInside: Uint8Array.from(rows, ({ label }) => label),
      // Whatever blob: no blob has a part in this half.
      blobOfRow: new Int32Array(rows.length),
      partOfRow: Int32Array.from(rows, ({ cell }) => cell),
    },
    quantities: sums.quantities,
    voxels: Float64Array.from(rows, ({ cell, label }) => sums.voxelsOf(cell, label)),
    sums: sums.quantities.map((_, k) => Float64Array.from(tallies, (tally) => tally[k])),
  };
}

const labels = [0, 1] as const;

function rowsOfVoxels(
  benchCase: Summed['benchCase'],
  cells: Int32Array,
  rows: readonly { readonly cell: number; readonly label: 0 | 1 }[],
): Int32Array {
  const highest = rows.reduce((most, { cell }) => Math.max(most, cell), 0);
  const rowOf = new Int32Array(2 * highest + 2);
  rows.forEach(({ cell, label }, row) => {
    rowOf[2 * cell + label] = row;
  });
  const labelOf = Uint8Array.from(benchCase.rowVoxels, (_, row) => (isInsideRow(benchCase, row) ? 1 : 0));
  return cells.map((cell, v) => rowOf[2 * cell + labelOf[benchCase.rowOfVoxel[v]]]);
}
