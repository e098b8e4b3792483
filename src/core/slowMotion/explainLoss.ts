import { cutCells } from '../finerCut';
import { cutRegions, type Ledger, sumRegions, tallyOfLabel, tallyOfRow } from '../ledger';
import { evaluateLossParts, type LossParts } from '../losses/blobLoss';
import { probability } from '../losses/criteria/quantities';
import { cellsOf, type LossGeometry } from '../losses/geometry';
import { hasInstanceTerm, quantitiesOf } from '../losses/ledgerLoss';
import { inverseWeights } from '../losses/terms/inverseWeighting';
import { globalSumsOf, ownSumsOf } from '../losses/terms/termSums';
import type { LossSettings } from '../settings';
import type { LossFacts, PatchTerms, PullFacts } from './explained';

/** Patches one after the other, with the logits that were predicted for them. */
export interface PredictedBatch {
  readonly logits: Float32Array;
  /** 0 = background. */
  readonly ids: Int32Array;
  readonly count: number;
  readonly geometry: LossGeometry;
}

/** What a loss of a batch is made of, its cells and its gradient by the logits both of the patch `shown`. Throws InputError on settings out of range. */
export function explainLoss(
  batch: PredictedBatch,
  settings: LossSettings,
  shown = 0,
): {
  readonly facts: LossFacts;
  readonly cells: Int32Array<ArrayBuffer>;
  readonly gradient: Float32Array<ArrayBuffer>;
} {
  const parts = evaluateLossParts(batch.logits, batch.ids, batch.count, settings, batch.geometry);
  const patch = elementOf(batch, shown);
  const cells = Int32Array.from(cellsOf(patch.ids, batch.geometry));
  const ledger = ledgerOf(patch, cells, settings);
  const { pulls, gradient } = pullsOf(parts, ledger, settings, shown);
  return { facts: factsOf(batch, shown, parts, ledger, pulls, settings), cells, gradient };
}

function elementOf({ logits, ids, count, geometry }: PredictedBatch, element: number): PredictedBatch {
  const length = logits.length / count;
  const [from, to] = [element * length, (element + 1) * length];
  return { logits: logits.subarray(from, to), ids: ids.subarray(from, to), count: 1, geometry };
}

/** Cut by blobs and cells, whatever the loss; with the probability among its sums. */
function ledgerOf({ logits, ids }: PredictedBatch, cells: Int32Array, settings: LossSettings): Ledger {
  const others = quantitiesOf(settings).filter(({ name }) => name !== probability.name);
  return sumRegions(logits, cutCells(cutRegions(ids), cells), [probability, ...others]);
}

function factsOf(
  batch: PredictedBatch,
  shown: number,
  parts: LossParts,
  ledger: Ledger,
  pulls: readonly PullFacts[],
  settings: LossSettings,
): LossFacts {
  const { blobIds } = ledger.regions;
  const weights = settings.scheme === 'inverse_weighting' && hasInstanceTerm(settings) ? inverseWeights(ledger) : null;
  return {
    terms: parts.terms,
    shown,
    quantities: ledger.quantities.map(({ name }) => name),
    blobs: blobIds.map((id, n) => ({
      id,
      inside: tallyOfRow(ledger, n + 1),
      outside: tallyOfRow(ledger, blobIds.length + n + 1),
      term: parts.perElement[shown].blobTerms[n],
      ownSums: ownSumsOf(ledger, settings, n + 1),
      weight: weights?.[n + 1] ?? null,
      pull: pulls[n + 1],
    })),
    background: { ...tallyOfLabel(ledger, 0), pull: pulls[0] },
    globalSums: globalSumsOf(ledger, settings),
    patches: Array.from({ length: batch.count }, (_, e) => patchTerms(batch, e, parts, settings)),
    sides: settings.scheme === 'bicc' && hasInstanceTerm(settings) ? sidesOf(batch, settings) : null,
  };
}

function patchTerms(batch: PredictedBatch, element: number, parts: LossParts, settings: LossSettings): PatchTerms {
  const { logits, ids, geometry } = elementOf(batch, element);
  const { terms } = batch.count === 1 ? parts : evaluateLossParts(logits, ids, 1, settings, geometry);
  return { blobCount: parts.perElement[element].blobIds.length, global: terms.global, instance: terms.blob };
}

/** The two halves of BiCC: with all of the weight on the one, then on the other. */
function sidesOf({ logits, ids, count, geometry }: PredictedBatch, settings: LossSettings) {
  const at = (biccAlpha: number) => evaluateLossParts(logits, ids, count, { ...settings, biccAlpha }, geometry);
  return { blobs: at(0).terms.blob, predicted: at(1).terms.blob };
}

/** The pull on the background (first) and on each blob of a patch, and its gradient there. */
function pullsOf(parts: LossParts, { regions }: Ledger, { alpha, beta }: LossSettings, patch: number) {
  const { rowOfVoxel, isInside, blobIds } = regions;
  const from = patch * rowOfVoxel.length;
  const sumOf = (gradient: Float64Array) => {
    const sums = new Float64Array(blobIds.length + 1);
    for (let v = 0; v < rowOfVoxel.length; v++)
      sums[isInside[rowOfVoxel[v]] === 1 ? rowOfVoxel[v] : 0] += Math.abs(gradient[from + v]);
    return sums;
  };
  const total = parts.gradientOf(alpha, beta);
  const sums = { global: sumOf(parts.gradientOf(1, 0)), instance: sumOf(parts.gradientOf(0, 1)), total: sumOf(total) };
  return {
    pulls: Array.from(sums.total, (_, n) => ({
      global: sums.global[n],
      instance: sums.instance[n],
      total: sums.total[n],
    })),
    gradient: Float32Array.from(total.subarray(from, from + rowOfVoxel.length)),
  };
}
