import type { Quantity } from '../../losses/criteria/quantities';
import { basesOf } from '../../losses/defined';
import { evaluateGlobal, evaluateInstance, type LossLedgers } from '../../losses/ledgerLoss';
import { baseLosses, type LossSettings, schemes } from '../../settings';
import type { BenchLoss } from '../answer';
import { pairsOfCells } from '../cells/biccParts';
import { quantitiesOfAll } from './benchLoss';
import type { Summed } from './benchParts';
import { ledgerOf } from './ledgerParts';

/**
 * Every loss of the family on one prediction, with the numbers of the settings: the bases on the whole scan ("global/dice"), then the instance
 * terms of each scheme over each base that it is defined for ("blob/dice").
 */
export function familyLosses(summed: Summed, settings: LossSettings): readonly BenchLoss[] {
  const members = membersOf(settings);
  const main = [ledgerOf(summed.benchCase, summed.sums.of(quantitiesOfAll(members)))];
  const ledgers = { main, predicted: [pairsOfCells(summed).ledger] };
  return [
    ...baseLosses.map((base) => globalLoss(summed, ledgers, { ...settings, base })),
    ...members.map((member) => instanceLoss(ledgers, member)),
  ];
}

/** The quantities whose sums over the ledger they need. */
export function quantitiesOfFamily(settings: LossSettings): readonly Quantity[] {
  return quantitiesOfAll(membersOf(settings));
}

/** The settings of each scheme over each of its bases. */
function membersOf(settings: LossSettings): readonly LossSettings[] {
  return schemes.flatMap((scheme) => basesOf(scheme).map((base) => ({ ...settings, scheme, base, beta: 1 })));
}

function globalLoss(summed: Summed, ledgers: LossLedgers, settings: LossSettings): BenchLoss {
  const { base } = settings;
  const value = base === 'top_k' ? topKOf(summed, settings) : evaluateGlobal(ledgers, settings).value;
  return { id: `global/${base}`, scheme: null, base, value, blobTerms: null, note: null };
}

function topKOf({ hardest }: Summed, { topKPercent }: LossSettings): number {
  const { cost, voxels } = hardest.of(topKPercent);
  return cost / voxels;
}

function instanceLoss(ledgers: LossLedgers, settings: LossSettings): BenchLoss {
  const { scheme, base } = settings;
  const { value, blobTerms } = evaluateInstance(ledgers, settings);
  const note = scheme === 'component_adaptive' ? blobsAsComponents : null;
  return { id: `${scheme}/${base}`, scheme, base, value, blobTerms: blobTerms[0], note };
}

const blobsAsComponents = 'Its components are the blobs here; as published they are 6-connected.';
