import type { Dims } from '../../volume';
import type { Extent } from '../growingBox';
import { VoxelList } from '../voxelList';

/** A set of voxels as stretches along x, ascending, none of which goes on into the next row: stretch n = starts[n] .. ends[n] - 1. */
export interface Stretches {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** How many voxels they hold together. */
  readonly voxels: number;
}

export const noStretches: Stretches = { starts: new Int32Array(0), ends: new Int32Array(0), voxels: 0 };

/** Gathers stretches in ascending order; what follows directly in the same row joins the one before. */
export class StretchGatherer {
  private readonly starts = new VoxelList();
  private readonly ends = new VoxelList();
  private voxels = 0;

  constructor(private readonly rowLength: number) {}

  add(start: number, end: number): void {
    this.voxels += end - start;
    const last = this.ends.length - 1;
    if (last >= 0 && this.ends.at(last) === start && start % this.rowLength !== 0) this.ends.set(last, end);
    else {
      this.starts.add(start);
      this.ends.add(end);
    }
  }

  finish(): Stretches {
    return { starts: this.starts.all(), ends: this.ends.all(), voxels: this.voxels };
  }
}

/** The voxels of a box that are wanted. */
export function stretchesInBox([nx, ny]: Dims, { low, high }: Extent, isWanted: (voxel: number) => boolean): Stretches {
  const found = new StretchGatherer(nx);
  for (let z = low[2]; z <= high[2]; z++)
    for (let y = low[1]; y <= high[1]; y++) {
      const row = nx * (y + ny * z);
      addWanted(found, row + low[0], row + high[0] + 1, isWanted);
    }
  return found.finish();
}

/** Those of a set that are wanted. */
export function stretchesWhere(
  { starts, ends }: Stretches,
  nx: number,
  isWanted: (voxel: number) => boolean,
): Stretches {
  const found = new StretchGatherer(nx);
  for (let n = 0; n < starts.length; n++) addWanted(found, starts[n], ends[n], isWanted);
  return found.finish();
}

/** All voxels that either set holds. */
export function joinedStretches(a: Stretches, b: Stretches, nx: number): Stretches {
  const all = new StretchGatherer(nx);
  let end = 0;
  for (let m = 0, n = 0; m < a.starts.length || n < b.starts.length; ) {
    const isA = n === b.starts.length || (m < a.starts.length && a.starts[m] <= b.starts[n]);
    const start = Math.max(end, isA ? a.starts[m] : b.starts[n]);
    const to = isA ? a.ends[m++] : b.ends[n++];
    if (to <= start) continue;
    all.add(start, to);
    end = to;
  }
  return all.finish();
}

/** One by one, ascending. */
export function voxelsOf({ starts, ends, voxels }: Stretches): Int32Array {
  const all = new Int32Array(voxels);
  for (let n = 0, at = 0; n < starts.length; n++) for (let v = starts[n]; v < ends[n]; v++) all[at++] = v;
  return all;
}

function addWanted(found: StretchGatherer, from: number, to: number, isWanted: (voxel: number) => boolean): void {
  for (let v = from; v < to; v++) {
    if (!isWanted(v)) continue;
    const start = v;
    while (v < to && isWanted(v)) v++;
    found.add(start, v);
  }
}
