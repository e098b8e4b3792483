import { scoreCells } from '../ccDice';
import type { LabelledPair } from '../labelled';
import { assembleMatching } from './assemble';
import type { Match, Matching } from './matching';
import type { MatchingRule } from './rule';

/**
 * Each reference component against all that is predicted in its Voronoi cell; found when the cell's Dice is above `minDice`. The
 * prediction is cut at the cells' borders, so one component may serve several cells; it is true when it overlaps a found component.
 */
export function matchByCell(rule: Extract<MatchingRule, { kind: 'voronoi' }>, pair: LabelledPair): Matching {
  const { table } = pair;
  const cells = scoreCells(pair);
  const matches = cells
    .filter(({ dice }) => dice > rule.minDice)
    .map(
      ({ reference, referenceVoxels, predictedVoxels, overlapVoxels, dice }): Match => ({
        references: [reference],
        predictions: table.ofReference[reference].map(({ prediction }) => prediction),
        voxels: overlapVoxels,
        iou: overlapVoxels / (referenceVoxels + predictedVoxels - overlapVoxels),
        dice,
      }),
    );
  return assembleMatching(rule, table, {
    matches,
    reasons: cells.map(({ dice }) => ({
      kind: dice > rule.minDice ? 'cellAbove' : 'cellBelow',
      dice,
      minDice: rule.minDice,
    })),
  });
}
