import type { Ledger } from '../../ledger';
import type { LossSettings } from '../../settings';
import { criterionOf } from '../criteria/criteria';
import type { DividedLedger } from './predictedCellTerm';
import type { Term } from './term';
import { weightedTerm } from './weightedTerm';

/**
 * Component-adaptive Tversky loss (CATMIL, arXiv 2604.08015): a Tversky loss in which a voxel of a component of |C| voxels weighs 1 / (|C| + 5) and
 * one of the background `backgroundWeight`. A batch without foreground costs 0. Components are those of the mask, 6-connected as published, where
 * the ledgers are divided by them; else the blobs.
 */
export function componentAdaptiveTerm(ledgers: readonly (Ledger | DividedLedger)[], settings: LossSettings): Term {
  const weights = ledgers.map((ledger) => componentWeights(ledger, settings.backgroundWeight));
  const term = weightedTerm(ledgers, criterionOf(settings), weights);
  const isEmpty = ledgers.every(({ regions }) => regions.blobIds.length === 0);
  return isEmpty ? { ...term, value: 0, pulls: () => [] } : term;
}

/** The weight of a voxel in each row. */
export function componentWeights({ voxels, regions }: Ledger | DividedLedger, backgroundWeight: number): Float64Array {
  const componentOf = (row: number) => ('partOfRow' in regions ? regions.partOfRow[row] : row);
  const sizes = new Map<number, number>();
  voxels.forEach((count, row) => {
    sizes.set(componentOf(row), (sizes.get(componentOf(row)) ?? 0) + count);
  });
  return voxels.map((count, row) =>
    regions.isInside[row] === 1 ? 1 / ((sizes.get(componentOf(row)) ?? count) + sizeOffset) : backgroundWeight,
  );
}

/** Added to the size, so that a single voxel does not outweigh everything. */
const sizeOffset = 5;
