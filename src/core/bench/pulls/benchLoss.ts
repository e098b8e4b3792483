import { checkLossSettings } from '../../losses/checkSettings';
import { eachOnce, type Quantity } from '../../losses/criteria/quantities';
import { quantitiesOf } from '../../losses/ledgerLoss';
import type { LossSettings } from '../../settings';
import { biccParts } from '../cells/biccParts';
import { topKParts } from '../hardest/topKParts';
import type { BenchParts, Summed } from './benchParts';
import { ledgerParts } from './ledgerParts';
import { softQuantities } from './softErrors';

/** The loss of one prediction with its terms' gradients apart: from what follows it: no pass over all voxels, but for top-k. `surestError`: see BenchQuestion. Throws InputError on settings out of range. */
export function lossOf(summed: Summed, settings: LossSettings, surestError = 1): BenchParts {
  checkLossSettings(settings);
  if (settings.base === 'top_k') return topKParts(summed, settings, surestError);
  if (settings.scheme === 'bicc') return biccParts(summed, settings, surestError);
  return ledgerParts(summed, settings, surestError);
}

/** The quantities whose sums over the ledger the loss needs; those of valid settings. */
export function quantitiesOfLoss(settings: LossSettings, surestError: number): readonly Quantity[] {
  const quantities = quantitiesOf(settings);
  return settings.base === 'top_k' ? quantities : softQuantities(quantities, surestError);
}

/** All quantities that losses of the ledger need, each once. */
export function quantitiesOfAll(all: readonly LossSettings[]): readonly Quantity[] {
  return eachOnce(all.flatMap(quantitiesOf));
}
