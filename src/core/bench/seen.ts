import type { LossParts } from '../losses/blobLoss';
import { basesOf } from '../losses/defined';
import { evaluateLedgers, quantitiesOf } from '../losses/ledgerLoss';
import type { LossSettings, Masking, Scheme } from '../settings';
import type { SeenBlob } from './answer';
import { type BenchCase, isInsideRow } from './benchCase';
import { largestLogit } from './logits';
import type { Summed } from './pulls/benchParts';
import { globalSums, ownSums } from './pulls/termSums';

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
  const isMasked = maskedRows(benchCase, scheme, blob);
  const { rowOfVoxel } = benchCase;
  const mask = new Uint8Array(rowOfVoxel.length);
  for (let v = 0; v < mask.length; v++) mask[v] = isMasked[rowOfVoxel[v]];
  return mask;
}

function maskedVoxels(benchCase: BenchCase, { scheme }: LossSettings, blob: number): number {
  const isMasked = maskedRows(benchCase, scheme, blob);
  return benchCase.rowVoxels.reduce((sum, voxels, row) => sum + voxels * isMasked[row], 0);
}

/** 1 for each row of the case that the blob's own term does not see. */
function maskedRows({ rowVoxels, blobs }: BenchCase, scheme: Scheme, blob: number): Uint8Array {
  const rows = new Uint8Array(rowVoxels.length);
  switch (scheme) {
    case 'blob':
      rows.fill(1, 1, blobs.length + 1)[blob] = 0;
      return rows;
    case 'cc':
    case 'bicc':
      rows.fill(1);
      rows[blob] = 0;
      rows[blobs.length + blob] = 0;
      return rows;
    case 'inverse_weighting':
    case 'component_adaptive':
      return rows;
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
