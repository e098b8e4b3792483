import type { Dims } from '../../volume';
import { VoxelList } from '../voxelList';
import { type Stretches, StretchGatherer } from './stretches';

/**
 * The voxels that pass and are connected (26) with seeds, which pass. Runs along x are taken whole: what has runs beside it in the
 * eight rows round it is looked at once for each row. `marks`, one byte per voxel, is clear before and after.
 */
export function connectedStretches(
  seeds: Stretches,
  dims: Dims,
  passes: (voxel: number) => boolean,
  marks: Uint8Array,
): Stretches {
  const filled = new Filling(dims, passes, marks);
  for (let n = 0; n < seeds.starts.length; n++) filled.take(seeds.starts[n]);
  for (let run = 0; run < filled.starts.length; run++) filled.spread(run);
  return filled.unmarked();
}

class Filling {
  readonly starts = new VoxelList();
  /** One beyond the last voxel of each run. */
  private readonly ends = new VoxelList();

  constructor(
    private readonly dims: Dims,
    private readonly passes: (voxel: number) => boolean,
    private readonly marks: Uint8Array,
  ) {}

  /** The run that holds a voxel, if this passes and is not taken yet. */
  take(voxel: number): void {
    if (this.marks[voxel] !== 0 || !this.passes(voxel)) return;
    const { marks, passes } = this;
    const [nx] = this.dims;
    const rowStart = voxel - (voxel % nx);
    let start = voxel;
    while (start > rowStart && passes(start - 1)) start--;
    let end = voxel + 1;
    while (end < rowStart + nx && passes(end)) end++;
    marks.fill(1, start, end);
    this.starts.add(start);
    this.ends.add(end);
  }

  /** What passes beside a run. */
  spread(run: number): void {
    const [nx, ny, nz] = this.dims;
    const start = this.starts.at(run);
    const x = start % nx;
    const row = (start - x) / nx;
    const y = row % ny;
    const z = (row - y) / ny;
    const from = Math.max(0, x - 1);
    const to = Math.min(nx, x + this.ends.at(run) - start + 1);
    for (let dz = -1; dz <= 1; dz++)
      for (let dy = -1; dy <= 1; dy++) {
        if (y + dy < 0 || y + dy >= ny || z + dz < 0 || z + dz >= nz || (dy === 0 && dz === 0)) continue;
        const beside = nx * (row + dy + ny * dz);
        for (let v = beside + from; v < beside + to; v++) if (this.marks[v] === 0) this.take(v);
      }
  }

  /** All that were taken; takes their marks away. */
  unmarked(): Stretches {
    const { marks, starts, ends } = this;
    for (let run = 0; run < starts.length; run++) marks.fill(0, starts.at(run), ends.at(run));
    const order = Int32Array.from({ length: starts.length }, (_, run) => run).sort(
      (a, b) => starts.at(a) - starts.at(b),
    );
    const all = new StretchGatherer(this.dims[0]);
    for (const run of order) all.add(starts.at(run), ends.at(run));
    return all.finish();
  }
}
