import type { Dims, Triple } from '../../volume';
import type { BenchCase } from '../benchCase';
import { largestLogit } from '../logits';
import type { Marks } from './body';
import { RowWalk } from './rowWalk';
import { RunGatherer, type Runs } from './runs';
import { type Stretches, StretchGatherer } from './stretches';

/**
 * Moves a set of voxels with their logits. It leaves its place before it arrives, so it may overlap itself; where it lands on
 * something else the higher logit stays; what leaves the grid is lost.
 */
export function shiftRuns(
  { grid: { dims } }: BenchCase,
  logits: Float32Array,
  body: Stretches,
  by: Triple,
  marks: Marks,
): Runs {
  const offset = by[0] + dims[0] * (by[1] + dims[1] * by[2]);
  const reached = moved(body, dims, by, offset);
  for (let n = 0; n < body.starts.length; n++) marks.fill(1, body.starts[n], body.ends[n]);
  const runs = new RunGatherer();
  for (let n = 0; n < reached.starts.length; n++)
    for (let v = reached.starts[n]; v < reached.ends[n]; v++) {
      const arrived = logits[v - offset];
      runs.add(v, marks[v] === 1 ? arrived : Math.max(arrived, logits[v]));
    }
  for (let n = 0; n < reached.starts.length; n++) marks.fill(0, reached.starts[n], reached.ends[n]);
  for (let n = 0; n < body.starts.length; n++)
    for (let v = body.starts[n]; v < body.ends[n]; v++) {
      if (marks[v] === 0) continue;
      marks[v] = 0;
      runs.add(v, -largestLogit);
    }
  return runs.finish();
}

/** Where the voxels arrive that stay on the grid. */
function moved({ starts, ends }: Stretches, dims: Dims, [dx, dy, dz]: Triple, offset: number): Stretches {
  const [nx, ny, nz] = dims;
  const walk = new RowWalk(dims);
  const reached = new StretchGatherer(nx);
  for (let n = 0; n < starts.length; n++) {
    walk.to(starts[n]);
    const { start, y, z } = walk;
    if (y + dy < 0 || y + dy >= ny || z + dz < 0 || z + dz >= nz) continue;
    const from = Math.max(starts[n], start - dx);
    const to = Math.min(ends[n], start + nx - dx);
    if (from < to) reached.add(from + offset, to + offset);
  }
  return reached.finish();
}
