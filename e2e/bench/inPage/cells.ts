import { labelComponents } from '../../../src/core/components';
import type { Dims } from '../../../src/core/volume';
import { ballsDims, makeManyBalls } from './manyBalls';

interface CellsModule {
  readonly labelCells: (ids: Int32Array, dims: Dims, spacing: readonly [number, number, number]) => Int32Array;
}

/** Imported by address, so that the bench also runs where it is not there. */
const address: string = '/src/core/cells.ts';
const spacingMm = [0.8, 0.8, 1.2] as const;

/** Milliseconds of finding the nearest of 5,000 balls for each voxel of 256^3, in each of some rounds. */
export async function timeCells(rounds: number): Promise<number[]> {
  const { labelCells }: CellsModule = await import(/* @vite-ignore */ address);
  const { ids } = labelComponents(makeManyBalls(), ballsDims, 26);
  return Array.from({ length: rounds }, () => {
    const started = performance.now();
    const cells = labelCells(ids, ballsDims, spacingMm);
    const ms = performance.now() - started;
    if (!cells.every((cell, i) => (ids[i] > 0 ? cell === ids[i] : cell > 0))) throw new Error('the cells are wrong');
    return ms;
  });
}
