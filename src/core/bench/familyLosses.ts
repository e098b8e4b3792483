import type { LossParts } from '../losses/blobLoss';
import { basesOf } from '../losses/defined';
import { evaluateLedgers } from '../losses/ledgerLoss';
import { type BaseLoss, baseLosses, type LossSettings, type Scheme, schemes } from '../settings';
import type { BenchLoss } from './answer';
import { isFromLedger, ledgerOf, quantitiesOfAll, type Summed } from './benchLoss';

/**
 * Every loss of the family on one prediction, with the numbers of the settings: the bases on the whole scan ("global/dice"), then the instance
 * terms of each scheme over each base that it is defined for ("blob/dice"). BiCC, which needs a pass over the voxels, has a value only where
 * it is the chosen loss, whose parts are given.
 */
export function familyLosses(summed: Summed, settings: LossSettings, chosen: LossParts): readonly BenchLoss[] {
  const all = membersOf(settings);
  const live = all.filter(isFromLedger);
  const ledger = ledgerOf(summed.benchCase, summed.sums.of(quantitiesOfAll(live)));
  const isChosen = (scheme: Scheme | null, base: BaseLoss) =>
    base === settings.base && (scheme === null || scheme === settings.scheme);
  const globals: BenchLoss[] = [];
  const instances: BenchLoss[] = [];
  for (const member of all) {
    const { scheme, base } = member;
    const hasGlobal = globals.some((loss) => loss.base === base);
    const isLive = isFromLedger(member);
    const parts = isLive ? evaluateLedgers({ main: [ledger] }, member) : null;
    const known = (key: Scheme | null) => parts ?? (isChosen(key, base) ? chosen : null);
    if (!hasGlobal) {
      const value = base === 'top_k' ? topKOf(summed, settings) : (known(null)?.terms.global ?? null);
      globals.push({
        id: `global/${base}`,
        scheme: null,
        base,
        value,
        blobTerms: null,
        note: noteOf(null, value),
      });
    }
    if (!basesOf(scheme).includes(base)) continue;
    const of = known(scheme);
    const value = of?.terms.blob ?? null;
    const blobTerms = of?.perElement[0].blobTerms ?? null;
    instances.push({ id: `${scheme}/${base}`, scheme, base, value, blobTerms, note: noteOf(scheme, value) });
  }
  return [...globals, ...instances];
}

/** The settings of each member; a base that no scheme takes stands once, without an instance term. */
function membersOf(settings: LossSettings): readonly LossSettings[] {
  const plain = baseLosses.filter((base) => !basesOf('blob').includes(base));
  return [
    ...schemes.flatMap((scheme) => basesOf(scheme).map((base) => ({ ...settings, scheme, base, beta: 1 }))),
    ...plain.map((base) => ({ ...settings, scheme: 'blob' as const, base, beta: 0 })),
  ];
}

function topKOf({ hardest }: Summed, { topKPercent }: LossSettings): number {
  const { cost, voxels } = hardest.of(topKPercent);
  return cost / voxels;
}

function noteOf(scheme: Scheme | null, value: number | null): string | null {
  if (value !== null) return scheme === 'component_adaptive' ? notes.blobsAsComponents : null;
  return notes.bicc;
}

const notes = {
  bicc: 'BiCC cuts cells round all that is predicted, which takes too long at every touch; choose it as the loss to see its value.',
  blobsAsComponents: 'Its components are the blobs here; as published they are 6-connected.',
} as const;
