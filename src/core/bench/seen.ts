import type { LossParts } from '../losses/blobLoss';
import { basesOf } from '../losses/defined';
import { evaluateLedgers, quantitiesOf } from '../losses/ledgerLoss';
import type { LossSettings, Masking } from '../settings';
import type { SeenBlob } from './answer';
import { type BenchCase, cellOf, isInsideRow } from './benchCase';
import type { Summed } from './benchLoss';
import { largestLogit } from './logits';
import { globalSums, ownSums } from './termSums';

/** What the own term of a blob sees under the chosen loss. */
export function seenBlob(summed: Summed, parts: LossParts, settings: LossSettings, blob: number): SeenBlob {
  const { benchCase } = summed;
  return {
    ownSums: ownSums(summed, settings, blob),
    globalSums: globalSums(summed, settings),
    blob,
    maskedVoxels: maskedVoxels(benchCase, settings, blob),
    term: parts.perElement[0].blobTerms[blob - 1] ?? null,
    perfectPays: basesOf('blob').includes(settings.base)
      ? {
          probability: priceOfPerfect(benchCase, settings, 'probability', blob),
          logit: priceOfPerfect(benchCase, settings, 'logit', blob),
          none: priceOfPerfect(benchCase, settings, 'none', blob),
        }
      : null,
  };
}

/** 1 for each voxel that the blob's own term does not see. */
export function maskOf(benchCase: BenchCase, { scheme }: LossSettings, blob: number): Uint8Array<ArrayBuffer> {
  const { ids } = benchCase;
  const isMasked =
    scheme === 'blob'
      ? (v: number) => ids[v] !== 0 && ids[v] !== blob
      : scheme === 'cc' || scheme === 'bicc'
        ? (v: number) => cellOf(benchCase, v) !== blob
        : () => false;
  const masked = new Uint8Array(ids.length);
  for (let v = 0; v < masked.length; v++) if (isMasked(v)) masked[v] = 1;
  return masked;
}

function maskedVoxels({ rowVoxels, blobs, ids }: BenchCase, { scheme }: LossSettings, blob: number): number {
  switch (scheme) {
    case 'blob':
      return rowVoxels.reduce(
        (sum, voxels, row) => (row > 0 && row <= blobs.length && row !== blob ? sum + voxels : sum),
        0,
      );
    case 'cc':
    case 'bicc':
      return ids.length - rowVoxels[blob] - rowVoxels[blobs.length + blob];
    case 'inverse_weighting':
    case 'component_adaptive':
      return 0;
    default:
      return scheme satisfies never;
  }
}

/** The blob's own term in blob loss, computed by the loss itself on the prediction that equals the mask. */
function priceOfPerfect(benchCase: BenchCase, settings: LossSettings, masking: Masking, blob: number): number {
  const asked: LossSettings = { ...settings, scheme: 'blob', masking, beta: 1 };
  const quantities = quantitiesOf(asked);
  const sums = quantities.map(({ at }) =>
    benchCase.rowVoxels.map((voxels, row) => {
      const isInside = isInsideRow(benchCase, row);
      return voxels * at(isInside ? largestLogit : -largestLogit, isInside);
    }),
  );
  const ledger = { regions: benchCase.regions, quantities, voxels: benchCase.rowVoxels, sums };
  return evaluateLedgers({ main: [ledger] }, asked).perElement[0].blobTerms[blob - 1];
}
