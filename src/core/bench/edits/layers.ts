import type { Dims } from '../../volume';
import type { BenchCase } from '../benchCase';
import { largestLogit } from '../logits';
import { VoxelList } from '../voxelList';
import type { Marks } from './body';
import { neighboursOn } from './neighbours';
import { RowWalk } from './rowWalk';
import { RunGatherer, type Runs, runsOfStretches } from './runs';
import { type Stretches, stretchesWhere } from './stretches';

/** Takes `by` layers of face neighbours off a set of voxels: a voxel goes when a neighbour is not of the set; beyond the grid nothing is. */
export function shrinkRuns({ grid: { dims } }: BenchCase, body: Stretches, by: number, marks: Marks): Runs {
  const [nx] = dims;
  mark(body, 1, marks);
  let rest = body;
  for (let layer = 0; layer < by && rest.voxels > 0; layer++) {
    const inner = stretchesWhere(rest, nx, surroundedIn(dims, marks));
    mark(rest, 0, marks);
    mark(inner, 1, marks);
    rest = inner;
  }
  const gone = stretchesWhere(body, nx, (v) => marks[v] === 0);
  mark(rest, 0, marks);
  return runsOfStretches(gone, -largestLogit);
}

/** Adds `by` layers of face neighbours that `isFree`; each new voxel takes the logit of the one it grows from. */
export function growRuns(
  { grid: { dims } }: BenchCase,
  logits: Float32Array,
  body: Stretches,
  by: number,
  isFree: (voxel: number) => boolean,
  marks: Marks,
): Runs {
  const { of, found } = neighboursOn(dims, 6);
  const grown = new Map<number, number>();
  mark(body, 1, marks);
  const isSurrounded = surroundedIn(dims, marks);
  const growFrom = (from: number, next: VoxelList) => {
    const count = of(from);
    for (let i = 0; i < count; i++) {
      const v = found[i];
      if (marks[v] !== 0 || !isFree(v)) continue;
      marks[v] = 1;
      grown.set(v, grown.get(from) ?? logits[from]);
      next.add(v);
    }
  };
  let rim = new VoxelList();
  for (let n = 0; n < body.starts.length; n++)
    for (let v = body.starts[n]; v < body.ends[n]; v++) if (!isSurrounded(v)) rim.add(v);
  for (let layer = 0; layer < by; layer++) {
    const next = new VoxelList();
    for (let n = 0; n < rim.length; n++) growFrom(rim.at(n), next);
    rim = next;
  }
  mark(body, 0, marks);
  for (const v of grown.keys()) marks[v] = 0;
  const runs = new RunGatherer();
  for (const v of Int32Array.from(grown.keys()).sort()) runs.add(v, grown.get(v) ?? 0);
  return runs.finish();
}

function mark({ starts, ends }: Stretches, value: 0 | 1, marks: Marks): void {
  for (let n = 0; n < starts.length; n++) marks.fill(value, starts[n], ends[n]);
}

/** Whether all six face neighbours of a voxel are marked; those beyond the grid are not. */
function surroundedIn(dims: Dims, marks: Marks): (voxel: number) => boolean {
  const walk = new RowWalk(dims);
  const [alongY, alongZ] = [dims[0], dims[0] * dims[1]];
  return (v) => {
    walk.to(v);
    if (!walk.isInside(v)) return false;
    const inPlane = marks[v - 1] & marks[v + 1] & marks[v - alongY] & marks[v + alongY];
    return (inPlane & marks[v - alongZ] & marks[v + alongZ]) === 1;
  };
}
