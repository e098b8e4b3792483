import type { Logits } from '../../ledger';
import { crossEntropy } from '../criteria/quantities';
import type { DividedLedger } from './predictedCellTerm';
import { lookAt, rowsOfBlobs, type Term } from './term';

/**
 * Top-k loss (Wu et al., arXiv 1605.06885; `TopKLoss` of SegLossOdyssey): the mean cross-entropy of the hardest k percent of the voxels of a batch.
 * `ledgers` are divided into the voxels that count (part 1) and those that do not (`hardestVoxels`); no gradient flows through the choice. Its
 * part for a blob is what the blob's voxels add to it.
 */
export function topKTerm(ledgers: readonly DividedLedger[]): Term {
  const isChosen = (ledger: DividedLedger) => (row: number) => ledger.regions.partOfRow[row] === 1;
  const chosen = ledgers.map((ledger) => lookAt(ledger, sight).ofRows(allRows(ledger).filter(isChosen(ledger))));
  const count = chosen.reduce((sum, { voxels }) => sum + voxels, 0);
  return {
    value: chosen.reduce((sum, { sums }) => sum + sums[0], 0) / count,
    blobTerms: ledgers.map((ledger) => {
      const { ofRows } = lookAt(ledger, sight);
      return rowsOfBlobs(ledger).map((rows) => ofRows(rows.filter(isChosen(ledger))).sums[0] / count);
    }),
    pulls: () =>
      ledgers.map((ledger, element) => ({
        element,
        ledger,
        coefficients: lookAt(ledger, sight).coefficients((row) => [isChosen(ledger)(row) ? 1 / count : 0]),
      })),
  };
}

const sight = { quantities: [crossEntropy] };

/** 1 for each of the floor(percent / 100 * voxels) voxels, at least one, with the largest cross-entropy, else 0; of equal ones the first count. `isInside` is the label. */
export function hardestVoxels(logits: Logits, isInside: (voxel: number) => boolean, percent: number): Int32Array {
  const costs = Float64Array.from(logits, (x, v) => crossEntropy.at(x, isInside(v)));
  const count = Math.max(1, Math.floor((percent / 100) * costs.length));
  const threshold = costs.slice().sort()[costs.length - count];
  let free = count - costs.reduce((above, cost) => (cost > threshold ? above + 1 : above), 0);
  return Int32Array.from(costs, (cost) => (cost > threshold || (cost === threshold && free-- > 0) ? 1 : 0));
}

function allRows({ regions }: DividedLedger): number[] {
  return [...regions.isInside.keys()];
}
