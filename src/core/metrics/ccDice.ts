import type { LabelledPair } from './labelled';
import type { OverlapTable } from './overlaps';
import type { CellUnit } from './reference';

/** One Voronoi cell of the reference: the voxels nearest to one component. */
export interface CellScore {
  readonly reference: number;
  readonly referenceVoxels: number;
  /** Predicted voxels in the cell, and those of them in its component. */
  readonly predictedVoxels: number;
  readonly overlapVoxels: number;
  readonly dice: number;
}

/** The Dice of every Voronoi cell, ascending by component (CC-Metrics, Jaus et al. 2025, cells in voxels). */
export function scoreCells(pair: LabelledPair, unit: CellUnit = 'voxels'): CellScore[] {
  const predicted = tabulateCells(pair, unit);
  const { table } = pair;
  return Array.from({ length: table.referenceCount }, (_, k) => {
    const predictedVoxels = sumVoxels(predicted, k + 1);
    const overlapVoxels = sumVoxels(table, k + 1);
    const referenceVoxels = table.referenceVoxels[k + 1];
    const dice = (2 * overlapVoxels) / (referenceVoxels + predictedVoxels);
    return { reference: k + 1, referenceVoxels, predictedVoxels, overlapVoxels, dice };
  });
}

/**
 * CC-Dice: the mean of the cells' Dice. Without reference there are no cells: 1 when nothing is predicted, else 0. A false positive
 * only dilutes the cell it lies in.
 */
export function ccDice(pair: LabelledPair, unit: CellUnit = 'voxels'): number {
  if (pair.table.referenceCount === 0) return pair.table.predictionCount === 0 ? 1 : 0;
  const cells = scoreCells(pair, unit);
  return cells.reduce((sum, { dice }) => sum + dice, 0) / cells.length;
}

/** How many voxels of each predicted component lie in each cell. */
export function tabulateCells({ reference, prediction }: LabelledPair, unit: CellUnit): OverlapTable {
  return prediction.tabulate({ ids: reference.cells(unit), count: reference.components.count });
}

function sumVoxels(table: OverlapTable, id: number): number {
  return table.ofReference[id].reduce((sum, { voxels }) => sum + voxels, 0);
}
