import { sightsOfBlobs } from '../losses/blobTerm';
import { criterionOf } from '../losses/criteria';
import { hasInstanceTerm, quantitiesOf } from '../losses/ledgerLoss';
import { lookAt, rowsOfLabel, voxelsOf } from '../losses/term';
import type { LossSettings } from '../settings';
import type { TermSums } from './answer';
import { ledgerOf, type Summed } from './benchLoss';

/** What the global term of a prediction is computed from; null for top-k, which ranks voxels. */
export function globalSums(summed: Summed, settings: LossSettings): TermSums | null {
  if (settings.base === 'top_k') return null;
  const { ledger, sight, quantities } = sightOf(summed, settings);
  return {
    quantities,
    inside: sight.ofRows(rowsOfLabel(ledger, 1)),
    background: sight.ofRows(rowsOfLabel(ledger, 0)),
    others: null,
    voxels: voxelsOf(ledger),
  };
}

/** What a blob's own term is computed from: under blob loss all but the other blobs, under CC and BiCC its cell; null where it has no term of its own. */
export function ownSums(summed: Summed, settings: LossSettings, blob: number): TermSums | null {
  if (settings.base === 'top_k' || !hasInstanceTerm(settings)) return null;
  const { ledger, criterion, sight, quantities } = sightOf(summed, settings);
  switch (settings.scheme) {
    case 'blob': {
      const sums = sightsOfBlobs(ledger, criterion, settings.masking)(blob);
      const isMasked = settings.masking === 'probability';
      return { quantities, ...sums, others: isMasked ? null : sums.others, voxels: voxelsOf(ledger) };
    }
    case 'cc':
    case 'bicc': {
      const [inside, background] = [sight.ofRow(blob), sight.ofRow(summed.benchCase.blobs.length + blob)];
      return { quantities, inside, background, others: null, voxels: inside.voxels + background.voxels };
    }
    case 'inverse_weighting':
    case 'component_adaptive':
      return null;
    default:
      return settings.scheme satisfies never;
  }
}

function sightOf({ benchCase, sums }: Summed, settings: LossSettings) {
  const criterion = criterionOf(settings);
  const ledger = ledgerOf(benchCase, sums.of(quantitiesOf(settings)));
  return {
    ledger,
    criterion,
    sight: lookAt(ledger, criterion),
    quantities: criterion.quantities.map(({ name }) => name),
  };
}
