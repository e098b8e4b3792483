import { addGradientInto, type Ledger } from '../../ledger';
import type { LossParts } from '../../losses/blobLoss';
import type { Quantity } from '../../losses/criteria/quantities';
import { evaluateLedgers, quantitiesOf } from '../../losses/ledgerLoss';
import type { LossSettings } from '../../settings';
import type { BenchCase } from '../benchCase';
import type { FollowingSums, RowSums } from '../following/sums';
import type { Summed } from './benchParts';
import { softQuantities, underTheirNames } from './softErrors';

/** The ledger of given sums. */
export function ledgerOf(benchCase: BenchCase, rowSums: readonly RowSums[]): Ledger {
  return {
    regions: benchCase.regions,
    quantities: rowSums.map(({ quantity }) => quantity),
    voxels: benchCase.rowVoxels,
    sums: rowSums.map(({ sums }) => sums),
  };
}

/** The sums of these quantities over the rows of the case, with the slopes of soft errors. */
export function softRowSums(sums: FollowingSums, quantities: readonly Quantity[], surestError: number) {
  const soft = softQuantities(quantities, surestError);
  const named = underTheirNames(soft, quantities);
  return sums.of(soft).map((row, k): RowSums => ({ ...row, quantity: named[k] }));
}

/** The parts of a loss that needs the sums over the rows of the case alone. `surestError`: see BenchQuestion. */
export function ledgerParts(
  { benchCase, logits, sums }: Summed,
  settings: LossSettings,
  surestError: number,
): LossParts {
  const rowSums = softRowSums(sums, quantitiesOf(settings), surestError);
  const ledger = ledgerOf(benchCase, rowSums);
  const { terms, perElement, pullsOf } = evaluateLedgers({ main: [ledger] }, settings);
  return {
    terms,
    perElement,
    pullsOf,
    slopesOf: () => rowSums.map(({ slopes }) => slopes),
    gradientOf: (alpha, beta) => {
      const gradient = new Float64Array(logits.length);
      for (const { coefficients } of pullsOf(alpha, beta)) addGradientInto(gradient, logits, ledger, coefficients);
      return gradient;
    },
  };
}
