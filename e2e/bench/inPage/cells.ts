import { labelCells } from '../../../src/core/cells';
import { labelComponents } from '../../../src/core/components';
import { ballsDims, makeManyBalls } from './manyBalls';

const spacingMm = [0.8, 0.8, 1.2] as const;

/** Milliseconds of finding the nearest of 5,000 balls for each voxel of 256^3, in each of some rounds. */
export function timeCells(rounds: number): number[] {
  const { ids } = labelComponents(makeManyBalls(), ballsDims, 26);
  return Array.from({ length: rounds }, () => {
    const started = performance.now();
    const cells = labelCells(ids, ballsDims, spacingMm);
    const ms = performance.now() - started;
    if (!cells.every((cell, i) => (ids[i] > 0 ? cell === ids[i] : cell > 0))) throw new Error('the cells are wrong');
    return ms;
  });
}
