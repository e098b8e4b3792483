import type { Bench } from '../../../src/core/bench/bench';
import { type BenchCase, cutCase } from '../../../src/core/bench/benchCase';
import type { Edit } from '../../../src/core/bench/edits/edit';
import { describeBlobs, rankBlobs } from '../../../src/core/blobs';
import { labelCells } from '../../../src/core/cells';
import { labelComponents } from '../../../src/core/components';
import { createRandom } from '../../../src/core/random';
import { type Dims, plainGrid, voxelCount, voxelIndex } from '../../../src/core/volume';

/** A cube with so many balls of many sizes, one in each cell of a lattice, and one huge one in a corner. */
export function makeTouchedCase(side: number, blobCount: number): BenchCase {
  const dims: Dims = [side, side, side];
  const random = createRandom(1);
  const mask = new Uint8Array(voxelCount(dims));
  const perSide = Math.ceil(Math.cbrt(1.3 * blobCount));
  const cell = side / perSide;
  const huge = Math.floor(side / 6);
  addBall(mask, dims, [huge + 1, huge + 1, huge + 1], huge);
  let made = 1;
  for (let n = perSide ** 3 - 1; n >= 0 && made < blobCount; n--) {
    const lattice = [n % perSide, Math.floor(n / perSide) % perSide, Math.floor(n / perSide ** 2)];
    const centre = lattice.map((c) => Math.floor((c + 0.5) * cell));
    if (centre.every((c) => c < 2 * huge + cell)) continue;
    addBall(mask, dims, centre, random.uniformIn(0.5, cell / 2 - 1.5));
    made++;
  }
  const { ids, count } = labelComponents(mask, dims, 26);
  rankBlobs(ids, count);
  const grid = plainGrid(dims);
  const cells = labelCells(ids, dims, [1, 1, 1]);
  return cutCase({ grid, ids, blobs: describeBlobs(ids, grid), connectivity: 26 }, cells);
}

/** Makes a perfect prediction as imperfect as one of a network: blobs missed, too small, too large, out of place, and false ones. */
export function spoil(bench: Bench, side: number, blobCount: number): void {
  const random = createRandom(2);
  for (let blob = 2; blob <= blobCount; blob++) {
    const edit = randomFault(blob, random.uniform());
    if (edit) bench.edit(edit);
  }
  for (let n = 0; n < blobCount / 20; n++)
    bench.edit({
      kind: 'ball',
      centre: [random.integer(side), random.integer(side), random.integer(side)],
      voxels: 1 + random.integer(200),
      probability: 0.7,
    });
}

function randomFault(blob: number, dice: number): Edit | null {
  if (dice < 0.2) return { kind: 'miss', blob };
  if (dice < 0.4) return { kind: 'shrink', blob, by: 1 };
  if (dice < 0.6) return { kind: 'grow', blob, by: 1 };
  return dice < 0.8 ? { kind: 'shift', blob, by: [1, 0, 1] } : null;
}

function addBall(mask: Uint8Array, dims: Dims, [cx, cy, cz]: readonly number[], radius: number): void {
  const reach = Math.ceil(radius);
  for (let z = cz - reach; z <= cz + reach; z++)
    for (let y = cy - reach; y <= cy + reach; y++)
      for (let x = cx - reach; x <= cx + reach; x++)
        if (Math.hypot(x - cx, y - cy, z - cz) <= radius) mask[voxelIndex(dims, x, y, z)] = 1;
}
