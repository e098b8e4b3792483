import { evaluateLedgers, quantitiesOf } from '../../losses/ledgerLoss';
import type { Pull } from '../../losses/terms/term';
import type { LossSettings } from '../../settings';
import type { BenchCase } from '../benchCase';
import type { BenchParts, Summed } from '../pulls/benchParts';
import { gradientOfPulls } from '../pulls/gradientOfPulls';
import { ledgerOf, softRowSums } from '../pulls/ledgerParts';
import type { PairLedger } from './pairSums';

/** BiCC from the sums over the blobs' cells and those over the cells of what is predicted. The settings' scheme must be 'bicc'; `surestError`: see BenchQuestion. */
export function biccParts(summed: Summed, settings: LossSettings, surestError: number): BenchParts {
  const { benchCase, logits, sums } = summed;
  const rows = softRowSums(sums, quantitiesOf(settings), surestError);
  const main = ledgerOf(benchCase, rows);
  const pairs = pairsOfCells(summed, surestError);
  const { terms, perElement, pullsOf } = evaluateLedgers({ main: [main], predicted: [pairs.ledger] }, settings);
  const slopesOf = ({ ledger }: Pull) => (ledger === main ? rows.map(({ slopes }) => slopes) : pairs.slopes);
  const caseRows = Int32Array.from(benchCase.rowVoxels.keys());
  const gradientOf = (alpha: number, beta: number) => gradientOfPulls(logits, pullsOf(alpha, beta));
  return {
    terms,
    perElement,
    pullsOf,
    slopesOf,
    gradientOf,
    rowPullsOf: (alpha, beta) => {
      const parts = pullsOf(alpha, beta).map((pull) => ({
        pull,
        slopes: slopesOf(pull),
        caseRows: pull.ledger === main ? caseRows : pairs.caseRows,
      }));
      return sizesByRow(benchCase, parts) ?? sizesByVoxel(benchCase, gradientOf(alpha, beta));
    },
  };
}

/** What the rows of the case share with the predicted components' cells; part 0 where nothing is predicted. Without `surestError` the slopes may be any. */
export function pairsOfCells({ cells, atHalf }: Summed, surestError?: number): PairLedger {
  cells.follow(atHalf.labelling(26), surestError);
  return cells.sums.ledger(cells.cells);
}

/** A pull on a ledger whose rows divide those of the case. */
interface DividedPull {
  readonly pull: Pull;
  readonly slopes: readonly Float64Array[];
  readonly caseRows: Int32Array;
}

/** The sums of |dL/dlogit| where all that pulls on a row of the case pulls one way; null = some row is pulled both ways. */
function sizesByRow({ rowVoxels }: BenchCase, parts: readonly DividedPull[]): Float64Array | null {
  const sizes = new Float64Array(rowVoxels.length);
  const ways = new Uint8Array(rowVoxels.length);
  for (const { pull, slopes, caseRows } of parts)
    for (let n = 0; n < caseRows.length; n++) {
      const row = caseRows[n];
      for (let k = 0; k < slopes.length; k++) {
        const part = pull.coefficients[k][n] * slopes[k][n];
        if (part !== 0) ways[row] |= part > 0 ? 1 : 2;
        sizes[row] += Math.abs(part);
      }
      if (ways[row] === 3) return null;
    }
  return sizes;
}

function sizesByVoxel({ rowOfVoxel, rowVoxels }: BenchCase, gradient: Float64Array): Float64Array {
  const sizes = new Float64Array(rowVoxels.length);
  for (let v = 0; v < gradient.length; v++) sizes[rowOfVoxel[v]] += Math.abs(gradient[v]);
  return sizes;
}
