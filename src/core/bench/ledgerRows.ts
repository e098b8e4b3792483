import type { LossParts } from '../losses/blobLoss';
import { voxelVolumeMm3 } from '../volume';
import type { BenchRow, BenchTotals, Tide } from './answer';
import type { BenchCase } from './benchCase';
import type { MatchOfBlob } from './matchBlobs';
import { pullOfAll, pullOfBlob, type RowPulls } from './pulls/rowPull';

/** What the rows of the ledger are made of. */
export interface LedgerFacts {
  readonly benchCase: BenchCase;
  /** The probability summed over each row of the case. */
  readonly probability: Float64Array;
  /** Predicted voxels in each row of the case. */
  readonly predicted: Float64Array;
  readonly parts: LossParts;
  readonly pulls: RowPulls;
  readonly matchOf: (blob: number) => MatchOfBlob;
}

/** One row a blob, in the order of the blobs. */
export function ledgerRows(facts: LedgerFacts): readonly BenchRow[] {
  const { benchCase, probability, predicted, parts, pulls, matchOf } = facts;
  const { numerator, denominator, pull: all } = ledgerTotals(facts);
  const ownTerms = parts.perElement[0].blobTerms;
  const mm3 = voxelVolumeMm3(benchCase.grid);
  return benchCase.blobs.map(({ id, voxels }) => {
    const outside = probability[benchCase.blobs.length + id];
    const pull = pullOfBlob(benchCase, pulls, id);
    const shareOfGlobal = ratio(pull.globalInside, all.globalInside);
    const shareOfInstance = ratio(pull.instanceInside, all.instanceInside);
    return {
      id,
      voxels,
      volumeMm3: voxels * mm3,
      meanProbability: probability[id] / voxels,
      recall: predicted[id] / voxels,
      falsePositiveMass: outside,
      shareOfNumerator: ratio(2 * probability[id], numerator),
      shareOfDenominator: ratio(probability[id] + outside + voxels, denominator),
      ownTerm: ownTerms[id - 1] ?? null,
      pull,
      shareOfGlobal,
      shareOfInstance,
      ignored: shareOfGlobal === null || shareOfInstance === null ? null : shareOfInstance - shareOfGlobal,
      ...matchOf(id),
    };
  });
}

export function ledgerTotals({ benchCase, probability, predicted, pulls }: LedgerFacts): BenchTotals {
  const count = benchCase.blobs.length;
  const inside = sum(probability.subarray(1, count + 1));
  const blobVoxels = sum(benchCase.rowVoxels.subarray(1, count + 1));
  const overlapVoxels = sum(predicted.subarray(1, count + 1));
  return {
    blobs: count,
    blobVoxels,
    predictedVoxels: sum(predicted),
    overlapVoxels,
    falsePositiveVoxels: sum(predicted) - overlapVoxels,
    numerator: 2 * inside,
    denominator: sum(probability) + blobVoxels,
    pull: pullOfAll(benchCase, pulls),
  };
}

/** The false-positive mass that drowns small blobs: all of it, and in each cell. */
export function tideOf({ benchCase, probability }: Pick<LedgerFacts, 'benchCase' | 'probability'>): Tide {
  const cells = probability.subarray(benchCase.blobs.length + 1);
  return { global: probability[0] + sum(cells), perCell: Array.from(cells) };
}

function ratio(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null;
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
