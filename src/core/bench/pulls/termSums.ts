import { quantitiesOf } from '../../losses/ledgerLoss';
import { globalSumsOf, ownSumsOf, type TermSums } from '../../losses/terms/termSums';
import type { LossSettings } from '../../settings';
import type { Summed } from './benchParts';
import { ledgerOf } from './ledgerParts';

/** What the global term of a prediction is computed from; null for top-k, which ranks voxels. */
export function globalSums(summed: Summed, settings: LossSettings): TermSums | null {
  return globalSumsOf(summedLedger(summed, settings), settings);
}

/** What a blob's own term is computed from: under blob loss all but the other blobs, under CC and BiCC its cell; null where it has no term of its own. */
export function ownSums(summed: Summed, settings: LossSettings, blob: number): TermSums | null {
  return ownSumsOf(summedLedger(summed, settings), settings, blob);
}

function summedLedger({ benchCase, sums }: Summed, settings: LossSettings) {
  return ledgerOf(benchCase, sums.of(quantitiesOf(settings)));
}
