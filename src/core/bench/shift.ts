import type { Triple } from '../volume';
import type { BenchCase } from './benchCase';
import type { Marks } from './body';
import { largestLogit } from './logits';
import { RunGatherer, type Runs } from './runs';

/**
 * Moves a set of voxels (ascending) with their logits. It leaves its place before it arrives, so it may overlap itself; where it lands on
 * something else the higher logit stays; what leaves the grid is lost.
 */
export function shiftRuns(
  { grid: { dims } }: BenchCase,
  logits: Float32Array,
  body: Int32Array,
  by: Triple,
  marks: Marks,
): Runs {
  const offset = by[0] + dims[0] * (by[1] + dims[1] * by[2]);
  const sources = body.filter((v) => staysOnGrid(v, dims, by));
  for (const v of body) marks[v] = 1;
  const runs = new RunGatherer();
  const arrive = (source: number) => {
    const target = source + offset;
    runs.add(target, marks[target] === 1 ? logits[source] : Math.max(logits[source], logits[target]));
  };
  // Two ascending lists become one: places that are left, and places that are reached. A place in both is reached.
  let next = 0;
  for (const left of body) {
    while (next < sources.length && sources[next] + offset < left) arrive(sources[next++]);
    if (next < sources.length && sources[next] + offset === left) arrive(sources[next++]);
    else runs.add(left, -largestLogit);
  }
  while (next < sources.length) arrive(sources[next++]);
  for (const v of body) marks[v] = 0;
  return runs.finish();
}

function staysOnGrid(voxel: number, [nx, ny, nz]: Triple, [dx, dy, dz]: Triple): boolean {
  const x = voxel % nx;
  const row = (voxel - x) / nx;
  const y = row % ny;
  const z = (row - y) / ny;
  return x + dx >= 0 && x + dx < nx && y + dy >= 0 && y + dy < ny && z + dz >= 0 && z + dz < nz;
}
