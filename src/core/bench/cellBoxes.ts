import type { Triple } from '../volume';
import type { BenchCase } from './benchCase';
import { GrowingBox } from './growingBox';

const known = new WeakMap<BenchCase, readonly GrowingBox[]>();

/** The box round a row of the ledger; found for all rows of a case in one pass, when first asked for. A row without voxels has its low above its high. */
export function boxOfRow(benchCase: BenchCase, row: number): GrowingBox {
  const boxes = known.get(benchCase) ?? findBoxes(benchCase);
  known.set(benchCase, boxes);
  return boxes[row];
}

function findBoxes({ rowOfVoxel, rowVoxels, grid: { dims } }: BenchCase): readonly GrowingBox[] {
  const boxes = Array.from(rowVoxels, () => new GrowingBox());
  const [nx, ny, nz] = dims;
  for (let z = 0, v = 0; z < nz; z++)
    for (let y = 0; y < ny; y++)
      for (let x = 0; x < nx; ) {
        const from = x;
        const row = rowOfVoxel[v];
        while (x < nx && rowOfVoxel[v] === row) {
          x++;
          v++;
        }
        const [low, high]: [Triple, Triple] = [
          [from, y, z],
          [x - 1, y, z],
        ];
        boxes[row].add({ low, high });
      }
  return boxes;
}
