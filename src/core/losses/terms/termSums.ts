import type { Ledger, Tally } from '../../ledger';
import type { LossSettings } from '../../settings';
import { criterionOf } from '../criteria/criteria';
import { hasInstanceTerm } from '../ledgerLoss';
import { sightsOfBlobs } from './blobTerm';
import { lookAt, rowsOfLabel, voxelsOf } from './term';

/** What a criterion is computed from: what is summed over the voxels with label 1, over the background, and over other blobs as far as they are seen. */
export interface TermSums {
  /** Names of the sums, in their order. */
  readonly quantities: readonly string[];
  readonly inside: Tally;
  readonly background: Tally;
  /** The other blobs as the masking shows them, label 0; null where none are seen. */
  readonly others: Tally | null;
  /** Over which means are taken. */
  readonly voxels: number;
}

/** What the global term of one batch element is computed from; null for top-k, which ranks voxels. The ledger must hold `quantitiesOf` the settings. */
export function globalSumsOf(ledger: Ledger, settings: LossSettings): TermSums | null {
  if (settings.base === 'top_k') return null;
  const { sight, quantities } = sightOf(ledger, settings);
  return {
    quantities,
    inside: sight.ofRows(rowsOfLabel(ledger, 1)),
    background: sight.ofRows(rowsOfLabel(ledger, 0)),
    others: null,
    voxels: voxelsOf(ledger),
  };
}

/**
 * What the own term of the blob of a row (1, 2, ...) is computed from: under blob loss all but the other blobs, under CC and BiCC its cell, by which
 * the ledger must then be cut; null where it has no term of its own.
 */
export function ownSumsOf(ledger: Ledger, settings: LossSettings, row: number): TermSums | null {
  if (!hasInstanceTerm(settings)) return null;
  const { criterion, sight, quantities } = sightOf(ledger, settings);
  switch (settings.scheme) {
    case 'blob': {
      const sums = sightsOfBlobs(ledger, criterion, settings.masking)(row);
      const isMasked = settings.masking === 'probability';
      return { quantities, ...sums, others: isMasked ? null : sums.others, voxels: voxelsOf(ledger) };
    }
    case 'cc':
    case 'bicc': {
      const [inside, background] = [sight.ofRow(row), sight.ofRow(ledger.regions.blobIds.length + row)];
      return { quantities, inside, background, others: null, voxels: inside.voxels + background.voxels };
    }
    case 'inverse_weighting':
    case 'component_adaptive':
      return null;
    default:
      return settings.scheme satisfies never;
  }
}

function sightOf(ledger: Ledger, settings: LossSettings) {
  const criterion = criterionOf(settings);
  return {
    criterion,
    sight: lookAt(ledger, criterion),
    quantities: criterion.quantities.map(({ name }) => name),
  };
}
